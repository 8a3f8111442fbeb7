import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';
import { noteUse, personForSession } from '../modules/people/index.js';
import { formBody, jsonBody, refuseHugeBody } from '../platform/web/middleware/body.js';
import { csrf } from '../platform/web/middleware/csrf.js';
import { errorHandler, notFound } from '../platform/web/middleware/errors.js';
import { multipartBody } from '../platform/web/middleware/multipart.js';
import { requireOwnPassword } from '../platform/web/middleware/ownPassword.js';
import { loadPerson } from '../platform/web/middleware/person.js';
import { keepStreamErrors, requestLog } from '../platform/web/middleware/requestLog.js';
import { securityHeaders } from '../platform/web/middleware/securityHeaders.js';
import { prolongSession, sessions } from '../platform/web/middleware/session.js';
import { staticAssets } from '../platform/web/middleware/staticAssets.js';
import {
  readQuery,
  refuseUnstorableBody,
  refuseUnstorablePath,
} from '../platform/web/middleware/storableTexts.js';
import { useViews } from '../platform/web/views.js';
import { connectModules, type WebParts } from './connectModules.js';
import { addRoutes, keepParameters } from './routes.js';

/** Where uploads wait for the handler that takes them. */
export function incomingFolder({ dataDirectory }: { dataDirectory: string }): string {
  return join(dataDirectory, 'incoming');
}

/** The web application: every request runs through these lines from top to bottom. */
export function createApp(parts: WebParts): Express {
  const web = connectModules(parts);
  const { config, runtime, logger } = web;
  const https = config.baseUrl.startsWith('https:');
  const uploadFolder = incomingFolder(config);
  mkdirSync(uploadFolder, { recursive: true });

  const app = express();
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', readQuery);
  useViews(app);

  app.use(web.metrics.measureRequests);
  app.use(requestLog(logger, config.trustedProxies > 0), keepStreamErrors);
  app.use(securityHeaders({ https }));
  app.use(compression());
  app.use('/assets', staticAssets());
  const forms = csrf({ secret: config.sessionSecret, https });
  app.use(forms.offer);
  app.use(sessions({ db: runtime.db, secret: config.sessionSecret, https, logger }));
  app.use(loadPerson((id) => personForSession(runtime.db, id)));
  app.use(prolongSession((id) => noteUse(runtime.db, id)));
  app.use(keepParameters());
  app.use(refuseHugeBody, formBody, jsonBody, multipartBody(uploadFolder));
  app.use(forms.protect);
  app.use(refuseUnstorablePath, refuseUnstorableBody);
  app.use(requireOwnPassword);
  addRoutes(app, web);
  app.use(notFound);
  app.use(errorHandler(web));
  return app;
}
