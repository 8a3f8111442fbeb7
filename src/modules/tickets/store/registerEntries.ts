import type { Knex } from 'knex';
import type { RegisterState } from '../model/register.js';
import type { ServiceCategory } from './tickets.js';

/** One line of the 报修登记簿: what is known of a request now. */
export interface RegisterEntryRow {
  ticketId: number;
  receivedAt: string;
  channel: string | null;
  /** The customer file's record, which follows when customers are merged; name and so on stay as they were told. */
  customerId: number | null;
  customerName: string | null;
  address: string | null;
  phone: string | null;
  contact: string | null;
  productName: string | null;
  productModel: string | null;
  serialNumber: string | null;
  purchasedOn: string | null;
  symptom: string | null;
  siteSituation: string | null;
  wishes: string | null;
  category: ServiceCategory | null;
  state: RegisterState;
  engineerId: number | null;
  /** When the first engineer was named. */
  dispatchedAt: string | null;
}

/** Writes the line of a ticket; the time of the first dispatch stays. */
export async function upsertRegisterEntry(tx: Knex.Transaction, entry: RegisterEntryRow): Promise<void> {
  const firstDispatch = tx.raw('coalesce(register_entries.dispatched_at, excluded.dispatched_at)');
  await tx('register_entries')
    .insert(entry)
    .onConflict('ticketId')
    .merge({ ...entry, dispatchedAt: firstDispatch as unknown as string });
}

/** Moves the lines of one customer to another (a merge). */
export async function moveRegisterEntries(tx: Knex, from: number, to: number): Promise<void> {
  await tx('register_entries').where({ customerId: from }).update({ customerId: to });
}
