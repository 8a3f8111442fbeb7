import type { Knex } from 'knex';
import type { RecordKind } from '../model/recordForms.js';

export type ChangeAction = 'entered' | 'changed' | 'removed' | 'merged';

/** The source of a change: a page of the customer file, the form of a ticket, an import, a merge, or the system itself. */
export type ChangeSource = 'page' | 'ticket' | 'import' | 'merge' | 'system';

export type Facts = Record<string, string | number | null>;

/** One entry of a customer's edit history. */
export interface CustomerChangeRow {
  id: number;
  customerId: number;
  kind: RecordKind;
  recordId: number;
  action: ChangeAction;
  /** The record's name at that time. */
  label: string;
  /** The changed fields before and after. */
  before: Facts;
  after: Facts;
  source: ChangeSource;
  ticketId: number | null;
  actorId: number | null;
  actorName: string;
  at: string;
}

export interface ListedChange extends CustomerChangeRow {
  ticketNumber: string | null;
}

export async function insertCustomerChange(tx: Knex, change: Omit<CustomerChangeRow, 'id'>): Promise<void> {
  const { before, after, ...row } = change;
  await tx('customer_changes').insert({
    ...row,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
  });
}

/** Enters the ticket's id in the changes that it made while it was being started. */
export async function assignChangesToTicket(tx: Knex, customerId: number, ticketId: number): Promise<void> {
  await tx('customer_changes')
    .where({ customerId, source: 'ticket' })
    .whereNull('ticketId')
    .update({ ticketId });
}

/** History of these customers (one and those merged into it), newest first; at most `limit`, below the id `before`. */
export async function selectCustomerChanges(
  db: Knex,
  customerIds: number[],
  { before, limit }: { before?: number; limit: number },
): Promise<ListedChange[]> {
  const query = db('customer_changes')
    .leftJoin('tickets', 'tickets.id', 'customer_changes.ticketId')
    .whereIn('customer_changes.customerId', customerIds)
    .orderBy('customer_changes.id', 'desc')
    .limit(limit)
    .select('customer_changes.*', 'tickets.number as ticketNumber');
  if (before !== undefined) query.where('customer_changes.id', '<', before);
  const rows = await query;
  return rows.map((row: ListedChange) => ({
    ...row,
    before: JSON.parse(row.before as unknown as string),
    after: JSON.parse(row.after as unknown as string),
  }));
}
