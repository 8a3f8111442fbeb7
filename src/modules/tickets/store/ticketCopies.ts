import type { Knex } from 'knex';

/** A copy of a ticket, sent to a person for information. */
export interface TicketCopyRow {
  ticketId: number;
  personId: number;
  copiedBy: number;
  note: string | null;
  copiedAt: string;
  /** Time at which the person marked it as read. */
  readAt: string | null;
}

export async function selectCopiesOfTicket(db: Knex, ticketId: number): Promise<TicketCopyRow[]> {
  return db('ticket_copies').where({ ticketId }).orderBy('id');
}

export async function selectOptionalCopy(
  db: Knex,
  ticketId: number,
  personId: number,
): Promise<TicketCopyRow | undefined> {
  return db('ticket_copies').where({ ticketId, personId }).first();
}

/** Ids of those whom the ticket was copied to. */
export async function selectCopiedTo(db: Knex, ticketId: number): Promise<number[]> {
  return db('ticket_copies').where({ ticketId }).pluck('person_id');
}

/** A person who already has a copy gets it again as unread. */
export async function upsertCopies(tx: Knex, copies: Omit<TicketCopyRow, 'readAt'>[]): Promise<void> {
  if (copies.length === 0) return;
  await tx('ticket_copies')
    .insert(copies.map((copy) => ({ ...copy, readAt: null })))
    .onConflict(['ticketId', 'personId'])
    .merge(['copiedBy', 'note', 'copiedAt', 'readAt']);
}

export async function markRead(tx: Knex, ticketId: number, personId: number, readAt: string): Promise<void> {
  await tx('ticket_copies').where({ ticketId, personId }).update({ readAt });
}
