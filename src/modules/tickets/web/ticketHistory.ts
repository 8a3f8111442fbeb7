import type { Request } from 'express';
import type { FormContext } from '../../../forms/schema/types.js';
import type { JobRow } from '../../../jobs/store/jobs.js';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { loadFormContext } from '../../customers/index.js';
import { eventKinds } from '../model/eventKinds.js';
import { type HistoryTicket, selectTicketHistory, type TicketHistory } from '../read/ticketHistory.js';
import type { AuditEventRow } from '../store/auditEvents.js';
import { type HistoryQuery, placeText, readHistoryQuery } from './historyFilter.js';
import { fieldsOf } from './presenters/changedData.js';
import { decisionsOf } from './presenters/decisions.js';
import { type HistoryContext, historyEntry } from './presenters/historyEntry.js';
import { ticketLinks } from './presenters/relatedTickets.js';

/** GET /tickets/:number/history: every event of the ticket, page by page. */
export const show: Handler = async (web, req, res) => {
  const number = ticketNumberParameter(req);
  const { query, choice } = readHistoryQuery(req);
  const history = await selectTicketHistory(web.runtime.db, personOf(req), number, choice);
  await logPageAccess(web, req, { action: 'view-ticket', ticketNumber: number });
  const scenes = await historyContexts(web, req, history);
  const here = paths.ticketHistory(number);
  const { next } = history;
  const showsRequests = isPermitted(permissions.audit, personOf(req));
  await renderPage(web, req, res, 'tickets/history', {
    title: `工单 ${number} 的流转记录`,
    subtitle: `${history.ticket.title}，共 ${history.ticket.eventCount} 条记录`,
    back: { href: paths.ticket(number), label: `工单 ${number}` },
    number,
    filter: filterView(history, scenes.get(history.ticket.id) as HistoryContext, query),
    isFiltered: Object.values(query).some((value) => value !== undefined),
    withFamily: choice.withFamily,
    entries: history.events.map((event) => ({
      ...historyEntry(event, scenes.get(event.ticketId) as HistoryContext),
      requestId: showsRequests ? event.requestId : null,
    })),
    next: next && withQuery(here, { ...query, after: placeText(next) }),
    first: choice.after && withQuery(here, { ...query }),
  });
};

/** The context for describing the events of each ticket on the page. */
async function historyContexts(
  web: Web,
  req: Request,
  history: TicketHistory,
): Promise<Map<number, HistoryContext>> {
  const links = ticketLinks(history.relations);
  const scenes = new Map<number, HistoryContext>();
  for (const ticket of history.tickets.values()) {
    const jobs = history.jobs.filter(({ ticketId }) => ticketId === ticket.id);
    const events = history.courses.get(ticket.id) ?? [];
    const scene = await historyContext(web, req, ticket, history.actors, jobs, events);
    scenes.set(ticket.id, { ...scene, links });
  }
  return scenes;
}

async function historyContext(
  web: Web,
  req: Request,
  ticket: HistoryTicket,
  actors: FormContext['people'][string],
  jobs: JobRow[],
  events: AuditEventRow[],
): Promise<Omit<HistoryContext, 'links'>> {
  const { db, definitions, clock } = web.runtime;
  const { timeZone } = web.config;
  const definition = await definitions.load(db, ticket.definitionId);
  const forms = [...definition.forms.values()].map(({ form }) => form);
  const moment = { now: clock.now(), timeZone };
  const { people } = await loadFormContext(db, forms, personOf(req), moment, {});
  return {
    number: ticket.number,
    elements: definition.elements,
    fields: fieldsOf(definition),
    context: { timeZone, people: { ...people, '': actors } },
    jobs,
    decisions: new Map(decisionsOf(events, definition, timeZone).map(({ seq, text }) => [seq, text])),
  };
}

function filterView({ actors }: TicketHistory, { elements }: HistoryContext, query: HistoryQuery) {
  const named = [...elements.values()].filter(({ type, name }) => name && !/Flow$|Process$|Lane/.test(type));
  return {
    kinds: eventKinds.map(({ id, name }) => ({ id, name, selected: id === query.kind })),
    elements: named.map(({ id, name }) => ({ id, name, selected: id === query.element })),
    actors: actors.map(({ id, name }) => ({ id, name, selected: id === query.actor })),
    family: query.family === 'on',
    oldest: query.order === 'oldest',
  };
}
