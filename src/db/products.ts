import type { Knex } from 'knex';
import { NotFound } from '../errors.js';

export interface ProductRow {
  id: number;
  customerId: number;
  name: string;
  model: string | null;
  serialNumber: string | null;
  /** YYYY-MM-DD. */
  purchasedOn: string | null;
  /** Last day of the free warranty, YYYY-MM-DD. */
  warrantyUntil: string | null;
  createdAt: string;
}

/** @throws {NotFound} */
export async function selectProduct(db: Knex, id: number): Promise<ProductRow> {
  const row = await db('products').where({ id }).first();
  if (!row) throw new NotFound('产品');
  return row;
}

/** Products of one customer whose name, model or serial number contains the text (all when empty). */
export async function searchProducts(
  db: Knex,
  customerId: number,
  text: string,
  limit: number,
): Promise<ProductRow[]> {
  const query = db('products').where({ customerId }).orderBy('name').orderBy('id').limit(limit);
  const word = text.trim().toLowerCase();
  if (word !== '') {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(
      "lower(name || ' ' || coalesce(model, '') || ' ' || coalesce(serial_number, '')) like ? escape '\\'",
      [pattern],
    );
  }
  return query;
}

export async function selectOptionalProductBySerial(
  db: Knex,
  customerId: number,
  serialNumber: string,
): Promise<ProductRow | undefined> {
  return db('products').where({ customerId, serialNumber }).first();
}

export async function insertProduct(db: Knex, product: Omit<ProductRow, 'id'>): Promise<number> {
  const [row] = await db('products').insert(product).returning('id');
  return row.id;
}

/** Writes the fields given. */
export async function updateProduct(
  db: Knex,
  id: number,
  change: Partial<Pick<ProductRow, 'model' | 'serialNumber' | 'purchasedOn' | 'warrantyUntil'>>,
): Promise<void> {
  await db('products').where({ id }).update(change);
}
