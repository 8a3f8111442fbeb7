import type { Knex } from 'knex';

/** A ticket that was sent to somebody for information. */
export interface TicketCopyRow {
  ticketId: number;
  personId: number;
  copiedBy: number;
  note: string | null;
  copiedAt: string;
  /** When the person said to have read it. */
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

/** Who had the ticket copied before gets it once more, as unread. */
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
