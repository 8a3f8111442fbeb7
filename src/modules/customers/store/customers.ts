import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound, StaleRecord } from '../../../platform/errors.js';

export interface CustomerRow {
  id: number;
  name: string;
  /** Name, pinyin initials, phone and contact in lower case: the text that the ticket search matches. */
  searchText: string;
  /** The name without its legal form, by which near duplicates are found. */
  nameKey: string;
  address: string | null;
  phone: string | null;
  contact: string | null;
  taxNumber: string | null;
  note: string | null;
  /** Grows with each change; a write with an old one is refused. */
  revision: number;
  /** The version of the rules that made its search terms. */
  termsVersion: number;
  /** The customer into which it was merged. */
  mergedInto: number | null;
  createdAt: string;
}

export type NewCustomer = Omit<CustomerRow, 'id' | 'revision' | 'mergedInto'>;

/** @throws {NotFound} */
export async function selectCustomer(db: Knex, id: number): Promise<CustomerRow> {
  const row = await db('customers').where({ id }).first();
  if (!row) throw new NotFound('客户');
  return row;
}

/** The customer, or the one that it was merged into, locked until the transaction ends. @throws {NotFound} */
export async function selectCurrentCustomer(tx: Knex.Transaction, id: number): Promise<CustomerRow> {
  const query = tx('customers').where({ id }).first();
  const row: CustomerRow | undefined = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('客户');
  return row.mergedInto === null ? row : selectCurrentCustomer(tx, row.mergedInto);
}

/** Customers of these ids that were not merged into others; in no order. */
export async function selectCustomers(db: Knex, ids: number[]): Promise<CustomerRow[]> {
  return ids.length === 0 ? [] : db('customers').whereIn('id', ids).whereNull('mergedInto');
}

/** Customers with exactly this name. */
export async function selectCustomersByName(db: Knex, name: string): Promise<CustomerRow[]> {
  return db('customers').where({ name }).whereNull('mergedInto').orderBy('id').limit(20);
}

/** Customers whose name without its legal form is one of these. */
export async function selectCustomersByNameKeys(db: Knex, nameKeys: string[]): Promise<CustomerRow[]> {
  return db('customers').whereIn('nameKey', nameKeys).whereNull('mergedInto').orderBy('id').limit(50);
}

/** Ids of the customers that were merged into this one. */
export async function selectMergedIds(db: Knex, id: number): Promise<number[]> {
  return db('customers').where({ mergedInto: id }).pluck('id');
}

/** Customers whose search terms an older version of the rules made; at most `limit`. */
export async function selectOutdatedCustomers(
  db: Knex,
  termsVersion: number,
  limit: number,
): Promise<CustomerRow[]> {
  return db('customers').where('termsVersion', '<', termsVersion).orderBy('id').limit(limit);
}

export async function insertCustomer(db: Knex, customer: NewCustomer): Promise<number> {
  const [row] = await db('customers').insert(customer).returning('id');
  return row.id;
}

/** Writes the fields given and raises the revision. @throws {StaleRecord} when the row was written since it was read */
export async function updateCustomer(
  db: Knex,
  customer: Pick<CustomerRow, 'id' | 'revision'>,
  change: Partial<CustomerRow>,
): Promise<void> {
  const { id, revision } = customer;
  const written = await db('customers')
    .where({ id, revision })
    .update({ ...change, revision: revision + 1 });
  if (written !== 1) throw new StaleRecord('客户档案');
}

/** Writes the columns of the search, without a new revision. */
export async function updateCustomerTerms(
  db: Knex,
  id: number,
  terms: Pick<CustomerRow, 'searchText' | 'nameKey' | 'termsVersion'>,
): Promise<void> {
  await db('customers').where({ id }).update(terms);
}

/** Redirects customers that were merged into `from` to `to`. */
export async function redirectMerged(db: Knex, from: number, to: number): Promise<void> {
  await db('customers').where({ mergedInto: from }).update({ mergedInto: to });
}
