import type { Knex } from 'knex';
import { type RecordRow, recordTable } from './recordTable.js';

export interface ProductRow extends RecordRow {
  name: string;
  model: string | null;
  serialNumber: string | null;
  /** YYYY-MM-DD. */
  purchasedOn: string | null;
  /** Last day of the free warranty, YYYY-MM-DD. */
  warrantyUntil: string | null;
  siteId: number | null;
  note: string | null;
}

export const products = recordTable<ProductRow>('products', '产品');

/** @throws {NotFound} */
export const selectProduct = products.select;

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
  return db('products').where({ customerId, serialNumber }).orderBy('id').first();
}

/** All products with this serial number, of any customer. */
export async function selectProductsBySerial(db: Knex, serialNumber: string): Promise<ProductRow[]> {
  return db('products').where({ serialNumber }).orderBy('id').limit(20);
}

/** Ids of the product and of the same customer's entries with the same serial number (a merge can leave two of one machine). */
export async function selectSameProductIds(db: Knex, id: number): Promise<number[]> {
  const { customerId, serialNumber } = await selectProduct(db, id);
  if (serialNumber === null) return [id];
  return db('products').where({ serialNumber, customerId }).orderBy('id').pluck('id');
}

/** Removes a deleted site from its products. */
export async function removeSiteFromProducts(db: Knex, siteId: number): Promise<void> {
  await db('products').where({ siteId }).update({ siteId: null });
}
