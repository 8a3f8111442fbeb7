import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import type { TicketStatus } from '../model/ticketStatus.js';
import { maySeeTicket, seesAllTickets } from '../model/ticketVisibility.js';
import { selectTasksOfTicket } from '../store/tasks.js';
import { selectCopiedTo } from '../store/ticketCopies.js';
import { selectFlags } from '../store/ticketFlags.js';
import { selectChildIds, type TicketRow } from '../store/tickets.js';

export interface RelatedTicket {
  number: string;
  title: string;
  status: TicketStatus;
  processName: string;
  /** Called by a call activity, which waits for its end, or started without waiting, such as a complaint (R13). */
  link: 'called' | 'started';
  /** Its caller waits for its end. */
  isAwaited: boolean;
  mayOpen: boolean;
}

/** Other tickets that belong to one. */
export interface TicketRelations {
  parent: RelatedTicket | null;
  /** In the order in which they were made. */
  children: RelatedTicket[];
  /** Tickets of the same product with the same cause within 90 days (R14). */
  repeated: RelatedTicket[];
}

type Row = Pick<
  TicketRow,
  'id' | 'number' | 'title' | 'status' | 'parentId' | 'parentExecutionId' | 'initiatorId'
> & { parentOutput: string | null; processName: string };

/** Parent, children and repeated repairs of a ticket, and which of them the person may open. */
export async function selectTicketRelations(
  db: Knex,
  person: Person,
  ticket: TicketRow,
): Promise<TicketRelations> {
  const flagged = (await selectFlags(db, ticket.id)).map((flag) => flag.otherId);
  const parents = ticket.parentId === null ? [] : [ticket.parentId];
  const rows = await selectRows(db, [...flagged, ...parents, ...(await selectChildIds(db, ticket.id))]);
  const related = await Promise.all(rows.map((row) => describeTicket(db, person, row)));
  const pick = (wanted: (row: Row) => boolean) => related.filter((_, index) => wanted(rows[index] as Row));
  const [parent] = pick((row) => row.id === ticket.parentId);
  return {
    parent: parent ? { ...parent, ...linkOf(ticket) } : null,
    children: pick((row) => row.parentId === ticket.id),
    repeated: pick((row) => flagged.includes(row.id)),
  };
}

async function selectRows(db: Knex, ids: number[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  return db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .whereIn('tickets.id', ids)
    .orderBy('tickets.id')
    .select(
      'tickets.id',
      'tickets.number',
      'tickets.title',
      'tickets.status',
      'tickets.parentId',
      'tickets.parentExecutionId',
      'tickets.parentOutput',
      'tickets.initiatorId',
      'process_definitions.name as processName',
    );
}

async function describeTicket(db: Knex, person: Person, row: Row): Promise<RelatedTicket> {
  const { number, title, status, processName } = row;
  const mayOpen =
    seesAllTickets(person) ||
    maySeeTicket(person, row, await selectTasksOfTicket(db, row.id), await selectCopiedTo(db, row.id));
  return { number, title, status, processName, ...linkOf(row), mayOpen };
}

function linkOf(child: {
  status: TicketStatus;
  parentOutput: unknown;
  parentExecutionId: string | null;
}): Pick<RelatedTicket, 'link' | 'isAwaited'> {
  return {
    link: child.parentOutput === null ? 'started' : 'called',
    isAwaited: child.parentExecutionId !== null && child.status === 'active',
  };
}
