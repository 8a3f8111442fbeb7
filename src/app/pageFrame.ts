import type { Request } from 'express';
import { startableProcesses } from '../modules/tickets/index.js';
import { isPermitted, permissions } from '../platform/permissions.js';
import type { Web } from '../platform/web/deps.js';
import { csrfToken } from '../platform/web/middleware/csrf.js';
import { personOf } from '../platform/web/person.js';
import { navigation } from './navigation.js';
import { navigationCounts } from './navigationCounts.js';

/** What the layout shows around every page of somebody who is logged in. */
export async function pageFrame(web: Web, req: Request) {
  const person = personOf(req);
  const counts = await navigationCounts(web.runtime.db, person);
  const mayStart = (await startableProcesses(web, person)).length > 0;
  return {
    person: { name: person.name, initial: person.name.slice(-1), positions: counts.positions.join('、') },
    navigation: navigation(person, req.path, { ...counts, mayStart }),
    mayStart,
    mayExport: isPermitted(permissions.exportFiles, person),
    ticketSearch: req.session.ticketSearch ?? '',
    csrfToken: csrfToken(req),
  };
}
