import type { Knex } from 'knex';
import { NotFound } from '../errors.js';

export interface CustomerRow {
  id: number;
  name: string;
  /** Name, pinyin initials, phone and contact in lower case: what the search looks into. */
  searchText: string;
  address: string | null;
  phone: string | null;
  contact: string | null;
  createdAt: string;
}

/** @throws {NotFound} */
export async function selectCustomer(db: Knex, id: number): Promise<CustomerRow> {
  const row = await db('customers').where({ id }).first();
  if (!row) throw new NotFound('客户');
  return row;
}

/**
 * Customers whose search text, or the serial number of one of whose products, contains the words.
 * Every word (separated by white space) must match; at most `limit` rows in the order of their names.
 */
export async function searchCustomers(db: Knex, text: string, limit: number): Promise<CustomerRow[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5);
  const query = db('customers').orderBy('name').limit(limit);
  for (const word of words) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query.where((either) => {
      either
        .whereRaw("search_text like ? escape '\\'", [pattern])
        .orWhereIn(
          'id',
          db('products').select('customerId').whereRaw("lower(serial_number) like ? escape '\\'", [pattern]),
        );
    });
  }
  return query;
}

export async function insertCustomer(db: Knex, customer: Omit<CustomerRow, 'id'>): Promise<number> {
  const [row] = await db('customers').insert(customer).returning('id');
  return row.id;
}

/** Writes the fields given. */
export async function updateCustomer(
  db: Knex,
  id: number,
  change: Partial<Pick<CustomerRow, 'address' | 'phone' | 'contact' | 'searchText'>>,
): Promise<void> {
  await db('customers').where({ id }).update(change);
}
