import type { Knex } from 'knex';
import { type JobRow, selectJobsOfEvents } from '../../../jobs/store/jobs.js';
import type { Person } from '../../../platform/actor.js';
import {
  type AuditEventRow,
  type EventFilter,
  type EventPlace,
  selectActors,
  selectAuditEvents,
  selectEventPage,
} from '../store/auditEvents.js';
import type { TicketRow } from '../store/tickets.js';
import { selectTicketRelations, type TicketRelations } from './relatedTickets.js';
import { selectVisibleTicket } from './ticketTrace.js';

const pageSize = 50;

export interface HistoryChoice extends EventFilter {
  /** Whether events of the parent and child tickets are included. */
  withFamily: boolean;
  oldestFirst: boolean;
  after: EventPlace | undefined;
}

export type HistoryTicket = Pick<TicketRow, 'id' | 'number' | 'processKey' | 'definitionId'>;

/** One page of a ticket's history. */
export interface TicketHistory {
  ticket: TicketRow;
  /** All tickets whose events are shown, by id. */
  tickets: Map<number, HistoryTicket>;
  relations: TicketRelations;
  /** With the request that caused each; null for what timers and services did. */
  events: (AuditEventRow & { requestId: string | null })[];
  /** Start of the next page; null on the last one. */
  next: EventPlace | null;
  /** Jobs behind the events: timers, services and mails. */
  jobs: JobRow[];
  actors: { id: number; name: string }[];
  /** All events of the tickets of which the page shows ways taken: these depend on the data of then. */
  courses: Map<number, AuditEventRow[]>;
}

/** @throws {NotFound} also when the person may not see the ticket */
export async function selectTicketHistory(
  db: Knex,
  person: Person,
  number: string,
  { withFamily, oldestFirst, after, ...filter }: HistoryChoice,
): Promise<TicketHistory> {
  const { ticket } = await selectVisibleTicket(db, person, number);
  const relations = await selectTicketRelations(db, person, ticket);
  const family = withFamily ? await selectFamily(db, relations) : [];
  const tickets = new Map([ticket, ...family].map((one) => [one.id, one]));
  const ids = [...tickets.keys()];
  const page = { oldestFirst, after, limit: pageSize + 1 };
  const found = await selectEventPage(db, ids, filter, page);
  const events = found.slice(0, pageSize);
  const executions = [...new Set(events.flatMap(({ executionId }) => executionId ?? []))];
  return {
    ticket,
    tickets,
    relations,
    events,
    next: found.length > pageSize ? (events.at(-1) ?? null) : null,
    jobs: await selectJobsOfEvents(db, ids, executions),
    actors: await selectActors(db, ticket.id),
    courses: await selectCourses(db, events),
  };
}

async function selectCourses(db: Knex, events: AuditEventRow[]): Promise<Map<number, AuditEventRow[]>> {
  const ids = events.filter(({ type }) => type === 'flow.taken').map(({ ticketId }) => ticketId);
  const courses = new Map<number, AuditEventRow[]>();
  for (const id of new Set(ids)) courses.set(id, await selectAuditEvents(db, id));
  return courses;
}

/** Parent and children that the person may open. */
async function selectFamily(db: Knex, { parent, children }: TicketRelations): Promise<HistoryTicket[]> {
  const numbers = [...(parent ? [parent] : []), ...children]
    .filter(({ mayOpen }) => mayOpen)
    .map((related) => related.number);
  if (numbers.length === 0) return [];
  return db('tickets').whereIn('number', numbers).select('id', 'number', 'processKey', 'definitionId');
}
