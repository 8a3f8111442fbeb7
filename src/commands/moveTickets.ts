import type { Knex } from 'knex';
import { moveInboxEntries } from '../db/inboxEntries.js';
import { moveRegisterEntries } from '../db/registerEntries.js';
import { moveTickets as moveTicketRows } from '../db/tickets.js';

/** Gives the tickets of one customer, with their lines in the register and in the inboxes, to another; how many there were. */
export async function moveTickets(
  tx: Knex.Transaction,
  fromCustomerId: number,
  toCustomerId: number,
): Promise<number> {
  const moved = await moveTicketRows(tx, fromCustomerId, toCustomerId);
  await moveRegisterEntries(tx, fromCustomerId, toCustomerId);
  await moveInboxEntries(tx, fromCustomerId, toCustomerId);
  return moved;
}
