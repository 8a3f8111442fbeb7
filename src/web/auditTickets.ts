import type { Request, Response } from 'express';
import { logAccess } from '../commands/logAccess.js';
import { runCommand } from '../commands/runCommand.js';
import { type CellValue, writeWorkbook } from '../excel/writeWorkbook.js';
import { searchAudited } from '../queries/auditSearch.js';
import { selectProcesses } from '../queries/processes.js';
import { auditedRules } from '../rules/auditedRules.js';
import { emptyFilter, filterFields, filterText, readFilter, type TypedFilter } from './auditFilter.js';
import { describeWorkbook } from './customerExport.js';
import type { Handler, Web } from './deps.js';
import { bodyText } from './parameters.js';
import { paths } from './paths.js';
import { personOf } from './person.js';
import { auditedRow, auditedSheet, auditedTicketItem } from './presenters/audit.js';
import { renderPage } from './renderPage.js';

const shownAtOnce = 100;
const exportedAtMost = 50_000;

/** GET /audit/tickets: the search that the session keeps, and what it finds. */
export const index: Handler = (web, req, res) => show(web, req, res, req.session.auditSearch);

/** POST /audit/search */
export const search: Handler = async (web, req, res) => {
  const typed = typedFilter(req);
  const { errors } = readFilter(typed, web.config.timeZone);
  if (Object.keys(errors).length > 0) {
    res.status(422);
    return show(web, req, res, typed);
  }
  await log(web, req, 'search', typed);
  req.session.auditSearch = typed;
  res.redirect(303, paths.auditTickets());
};

/** POST /audit/search/workbook: everything that the kept search finds. */
export const workbook: Handler = async (web, req, res) => {
  const typed = req.session.auditSearch ?? emptyFilter;
  const { filter } = readFilter(typed, web.config.timeZone);
  await log(web, req, 'export-search', typed);
  const { tickets } = await searchAudited(web.runtime.db, filter, exportedAtMost);
  describeWorkbook(res, '审计查询结果.xlsx');
  const rows = tickets.map((ticket): CellValue[] => auditedRow(ticket, web.config.timeZone));
  await writeWorkbook(res, [{ ...auditedSheet, rows }]);
};

function typedFilter(req: Request): TypedFilter {
  return Object.fromEntries(
    filterFields.map((field) => [field, bodyText(req, field, 100).trim()]),
  ) as unknown as TypedFilter;
}

function log(web: Web, req: Request, action: 'search' | 'export-search', typed: TypedFilter): Promise<void> {
  return runCommand(web.runtime, personOf(req), logAccess, { action, detail: filterText(typed) });
}

async function show(web: Web, req: Request, res: Response, kept: TypedFilter | undefined): Promise<void> {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const typed = kept ?? emptyFilter;
  const { filter, errors } = readFilter(typed, timeZone);
  const isRefused = Object.keys(errors).length > 0;
  const found = kept && !isRefused ? await searchAudited(db, filter, shownAtOnce) : null;
  const processes = await selectProcesses(db);
  await renderPage(web, req, res, 'audit/tickets', {
    title: '审计查询',
    typed,
    errors,
    searched: kept !== undefined && !isRefused,
    rules: auditedRules.map(({ id, name }) => ({ id, name, selected: id === typed.rule })),
    processes: processes.map(({ definition: { key, name } }) => ({
      key,
      name,
      selected: key === typed.process,
    })),
    all: found?.all ?? 0,
    isCut: (found?.all ?? 0) > shownAtOnce,
    tickets: (found?.tickets ?? []).map((ticket) => auditedTicketItem(ticket, clock.now(), timeZone)),
  });
}
