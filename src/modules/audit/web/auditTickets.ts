import type { Request, Response } from 'express';
import { logAccess } from '../../../platform/access/logAccess.js';
import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { startExport } from '../../exports/index.js';
import { selectProcesses } from '../../processes/index.js';
import { auditedRules } from '../model/auditedRules.js';
import { auditedTicketsExport } from '../read/auditedTicketsExport.js';
import { countAuditedTickets, searchAuditedTickets } from '../read/auditSearch.js';
import {
  describeFilter,
  emptyFilter,
  filterText,
  readFilter,
  searchBody,
  type TypedFilter,
} from './auditFilter.js';
import { auditedTicketItem } from './presenters/audit.js';

const maxShown = 100;

/** GET /audit/tickets: the search that the session keeps, and what it finds. */
export const index: Handler = (web, req, res) => show(web, req, res, req.session.auditSearch);

/** POST /audit/search */
export const search = receives(searchBody, async (web, req, res, typed) => {
  const { errors } = readFilter(typed, web.config.timeZone);
  if (Object.keys(errors).length > 0) {
    res.status(422);
    return show(web, req, res, typed);
  }
  const detail = filterText(await describeTypedFilter(web, typed));
  await runCommand(web.runtime, personOf(req), logAccess, { action: 'search', detail });
  req.session.auditSearch = typed;
  res.redirect(303, paths.auditTickets());
});

/** POST /audit/search/workbook: everything that the kept search finds. */
export const workbook = receives(nothing, async (web, req, res) => {
  const typed = req.session.auditSearch ?? emptyFilter;
  const { filter } = readFilter(typed, web.config.timeZone);
  await startExport(web, req, res, auditedTicketsExport, {
    query: filter,
    criteria: await describeTypedFilter(web, typed),
  });
});

async function describeTypedFilter(web: Web, typed: TypedFilter): Promise<Record<string, string>> {
  const processes = await selectProcesses(web.runtime.db);
  return describeFilter(typed, new Map(processes.map(({ definition: { key, name } }) => [key, name])));
}

async function show(
  web: Web,
  req: Request,
  res: Response,
  keptFilter: TypedFilter | undefined,
): Promise<void> {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const typed = keptFilter ?? emptyFilter;
  const { filter, errors } = readFilter(typed, timeZone);
  const isRefused = Object.keys(errors).length > 0;
  const isSearched = keptFilter !== undefined && !isRefused;
  const tickets = isSearched ? await searchAuditedTickets(db, filter, maxShown) : [];
  const all = tickets.length < maxShown ? tickets.length : await countAuditedTickets(db, filter);
  const processes = await selectProcesses(db);
  await renderPage(web, req, res, 'audit/tickets', {
    title: '审计查询',
    typed,
    errors,
    searched: isSearched,
    rules: auditedRules.map(({ id, name }) => ({ id, name, selected: id === typed.rule })),
    processes: processes.map(({ definition: { key, name } }) => ({
      key,
      name,
      selected: key === typed.process,
    })),
    all,
    isCut: all > maxShown,
    tickets: tickets.map((ticket) => auditedTicketItem(ticket, clock.now(), timeZone)),
  });
}
