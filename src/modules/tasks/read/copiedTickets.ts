import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { selectTicketItems, type TicketListItem } from '../../tickets/index.js';
import { pageSize } from './inbox.js';
import { countLimit } from './inboxCounts.js';
import { type TaskFilter, ticketCondition } from './taskCondition.js';

export interface CopiedTicket extends TicketListItem {
  copiedByName: string;
  copiedAt: string;
  readAt: string | null;
  note: string | null;
}

type Copy = Pick<CopiedTicket, 'copiedByName' | 'copiedAt' | 'readAt' | 'note'> & { ticketId: number };

/** One page of the tickets that were copied to the person, the last copied first. */
export async function selectCopiedTickets(
  db: Knex,
  person: Person,
  options: { filter: TaskFilter; after?: string },
): Promise<{ tickets: CopiedTicket[]; next: string | null }> {
  const query = db('ticket_copies')
    .join('tickets', 'tickets.id', 'ticket_copies.ticketId')
    .join('persons', 'persons.id', 'ticket_copies.copiedBy')
    .where('ticket_copies.personId', person.id)
    .modify(await ticketCondition(db, options.filter))
    .orderBy([
      { column: 'ticket_copies.copiedAt', order: 'desc' },
      { column: 'ticket_copies.ticketId', order: 'desc' },
    ])
    .limit(pageSize + 1)
    .select('ticket_copies.*', 'persons.name as copiedByName');
  const [at, id] = options.after?.split('|') ?? [];
  if (at && id)
    query.whereRaw('(ticket_copies.copied_at, ticket_copies.ticket_id) < (?, ?)', [at, Number(id)]);
  const rows: Copy[] = await query;
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  const items = await selectTicketItems(
    db,
    shown.map(({ ticketId }) => ticketId),
  );
  const tickets = shown.flatMap(({ ticketId, copiedByName, copiedAt, readAt, note }) => {
    const item = items.get(ticketId);
    return item ? { ...item, copiedByName, copiedAt, readAt, note } : [];
  });
  return { tickets, next: rows.length > pageSize && last ? `${last.copiedAt}|${last.ticketId}` : null };
}

/** How many copies the person has not read, up to the limit of counting. */
export async function countUnreadCopies(db: Knex, person: Person): Promise<number> {
  const rows = await db('ticket_copies')
    .where({ personId: person.id })
    .whereNull('readAt')
    .limit(countLimit)
    .pluck('person_id');
  return rows.length;
}
