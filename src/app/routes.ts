import { type Express, type RequestHandler, Router } from 'express';
import { mailRoutes } from '../mail/web/routes.js';
import { auditRoutes } from '../modules/audit/index.js';
import { customersRoutes } from '../modules/customers/index.js';
import { departureRoutes } from '../modules/departure/index.js';
import { dispatchRoutes } from '../modules/dispatch/index.js';
import { exportsRoutes } from '../modules/exports/index.js';
import { papersRoutes } from '../modules/papers/index.js';
import { askForPassword, peopleRoutes } from '../modules/people/index.js';
import { processesRoutes } from '../modules/processes/index.js';
import { settingsRoutes } from '../modules/settings/index.js';
import { tasksRoutes } from '../modules/tasks/index.js';
import { ticketsRoutes } from '../modules/tickets/index.js';
import { permissions } from '../platform/permissions.js';
import type { Handler, Route, Web } from '../platform/web/deps.js';
import { requirePermission } from '../platform/web/middleware/permission.js';
import { paths } from '../platform/web/paths.js';
import { alive, health, ready } from './health.js';
import * as help from './help.js';
import { metrics } from './metrics.js';

const home: Handler = (_web, _req, res) => res.redirect(303, paths.tasks());
const { person } = permissions;

/** Every address of the application and who may use it; what isn't here doesn't exist. The first match counts. */
export const routes: readonly Route[] = [
  ['get', '/healthz', health, 'public'],
  ['get', '/livez', alive, 'public'],
  ['get', '/readyz', ready, 'public'],
  ['get', '/metrics', metrics, 'public'],
  ['get', '/', home, person],
  ['get', '/help', help.index, person],
  ['get', '/help/:topic', help.show, person],
  ...peopleRoutes,
  ...tasksRoutes,
  ...ticketsRoutes,
  ...dispatchRoutes,
  ...exportsRoutes,
  ...papersRoutes,
  ...processesRoutes,
  ...customersRoutes,
  ...settingsRoutes,
  ...departureRoutes,
  ...mailRoutes,
  ...auditRoutes,
];

/** Keeps what an address is about, as its route names it, for the page of an error: no route belongs to that. */
export function keepParameters(): RequestHandler {
  const addresses = Router();
  for (const [method, path] of routes) {
    addresses[method](path, (req, res, next) => {
      res.locals.parameters ??= req.params;
      next('router');
    });
  }
  return addresses;
}

/** Mounts the table; each handler runs behind its permission. */
export function addRoutes(app: Express, web: Web): void {
  const confirmed = askForPassword(web);
  for (const [method, path, handler, permission, proof] of routes) {
    const asked = [requirePermission(permission), ...(proof ? [confirmed] : [])];
    app[method](path, ...asked, (req, res) => handler(web, req, res));
  }
}
