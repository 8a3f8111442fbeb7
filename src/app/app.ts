import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';
import { personForSession } from './queries/personForSession.js';
import { connectModules, type WebParts } from './web/connectModules.js';
import { formBody, jsonBody, refuseAbsurdLength } from './web/middleware/body.js';
import { csrfProtection } from './web/middleware/csrf.js';
import { errorHandler, notFound } from './web/middleware/errors.js';
import { multipartBody } from './web/middleware/multipart.js';
import { requireOwnPassword } from './web/middleware/ownPassword.js';
import { loadPerson } from './web/middleware/person.js';
import { keepStreamErrors, requestLog } from './web/middleware/requestLog.js';
import { securityHeaders } from './web/middleware/securityHeaders.js';
import { prolongSession, sessions } from './web/middleware/session.js';
import { staticAssets } from './web/middleware/staticAssets.js';
import { addRoutes } from './web/routes.js';
import { useViews } from './web/views.js';

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
  app.set('query parser', 'simple');
  useViews(app);

  app.use(requestLog(logger), keepStreamErrors);
  app.use(securityHeaders({ https }));
  app.use(compression());
  app.use('/assets', staticAssets());
  app.use(sessions({ db: runtime.db, secret: config.sessionSecret, https, logger }));
  app.use(loadPerson((id) => personForSession(runtime.db, id)));
  app.use(prolongSession);
  app.use(refuseAbsurdLength, formBody, jsonBody, multipartBody(uploadFolder));
  app.use(csrfProtection);
  app.use(requireOwnPassword);
  addRoutes(app, web);
  app.use(notFound);
  app.use(errorHandler(web));
  return app;
}
