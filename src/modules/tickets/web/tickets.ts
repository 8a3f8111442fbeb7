import type { Request, Response } from 'express';
import { isAuditReader } from '../../../platform/access/auditReader.js';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import { form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedChoice, askedCursor, askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { loadFormContext } from '../../customers/index.js';
import { selectProcesses } from '../../processes/index.js';
import { selectWorkingCalendar } from '../../settings/index.js';
import { latestSubmissions } from '../model/latestSubmissions.js';
import { ticketStatusNames } from '../model/ticketStatus.js';
import { isTicketNumber, selectTickets } from '../read/tickets.js';
import { selectTicketTrace } from '../read/ticketTrace.js';
import { copyViews, ownCopy } from './presenters/copies.js';
import { diagramTrace } from './presenters/diagram.js';
import { stepTimes, ticketTimes } from './presenters/stepTimes.js';
import { submissionViews } from './presenters/submissions.js';
import { allowedTicketActions } from './presenters/taskActions.js';
import { ticketFacts } from './presenters/ticketFacts.js';
import { ticketItem } from './presenters/ticketList.js';
import { timeline, waitingTasks } from './presenters/timeline.js';

const statuses = ['active', 'ended', 'cancelled'] as const;

const listQuery = query({ status: askedChoice(statuses), process: askedText(), after: askedCursor });

/** GET /tickets: the URL holds the filters for state and process, the session holds the search words. */
export const index: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { status, process: processKey, after } = listQuery(req);
  const filter = { status, processKey };
  const text = req.session.ticketSearch;
  const { tickets, next } = await selectTickets(db, personOf(req), { ...filter, text, after });
  const query = { status: filter.status, process: filter.processKey };
  const processes = await selectProcesses(db);
  await renderPage(web, req, res, 'tickets/index', {
    title: '工单',
    tickets: tickets.map((ticket) => ticketItem(ticket, clock.now(), web.config.timeZone)),
    searched: text ?? null,
    isFiltered: Boolean(filter.status ?? filter.processKey ?? text),
    statuses: statuses.map((value) => ({
      value,
      label: ticketStatusNames[value],
      selected: value === filter.status,
    })),
    processes: processes.map(({ definition: { key, name } }) => ({
      key,
      name,
      selected: key === filter.processKey,
    })),
    next: next && withQuery(paths.tickets(), { ...query, after: next }),
    first: after && withQuery(paths.tickets(), query),
  });
};

/** POST /tickets/search: a POST keeps customer data out of URLs; an exact ticket number opens the ticket. */
export const search = receives(
  form({ text: text('搜索内容', 100) }),
  async (web, req, res, { text: typed }) => {
    const text = typed.trim();
    const number = text.toUpperCase();
    if (await isTicketNumber(web.runtime.db, number)) return res.redirect(303, paths.ticket(number));
    if (text === '') delete req.session.ticketSearch;
    else req.session.ticketSearch = text;
    res.redirect(303, paths.tickets());
  },
);

/** GET /tickets/:number */
export const show: Handler = (web, req, res) => showTicket(web, req, res, ticketNumberParameter(req));

/** Renders a ticket; `comment` is a refused comment with its typed text. */
export async function showTicket(
  web: Web,
  req: Request,
  res: Response,
  number: string,
  comment?: { text: string; error: string },
): Promise<void> {
  const { db, clock, definitions } = web.runtime;
  const person = personOf(req);
  const trace = await selectTicketTrace(db, person, number);
  await logPageAccess(web, req, { action: 'view-ticket', ticketNumber: number });
  const definition = await definitions.load(db, trace.definition.id);
  const { timeZone } = web.config;
  const now = clock.now();
  const forms = [...definition.forms.values()].map(({ form }) => form);
  const calendar = await selectWorkingCalendar(db, timeZone);
  const times = ticketTimes(trace, calendar, now);
  const { people } = await loadFormContext(db, forms, person, { now, timeZone }, {});
  await renderPage(web, req, res, 'tickets/show', {
    title: `工单 ${trace.ticket.number}`,
    script: 'trace.js',
    isTicketPage: true,
    mayAudit: isAuditReader(person),
    ...ticketFacts(trace, person, timeZone),
    submissions: submissionViews(trace, definition, people, now, timeZone),
    olderForms: Math.max(0, trace.submissions.length - latestSubmissions(trace.submissions).length),
    timeline: timeline(trace, now, timeZone),
    historyHref: paths.ticketHistory(number),
    waiting: waitingTasks(trace, person, now, timeZone),
    may: allowedTicketActions(trace, person),
    copies: copyViews(trace, now, timeZone),
    ownCopy: ownCopy(trace, person, now, timeZone),
    comment,
    diagram: diagramTrace(trace, definition, times, now, timeZone),
    times: stepTimes(trace, times, calendar, now),
    back: { href: paths.tickets(), label: '工单' },
  });
}
