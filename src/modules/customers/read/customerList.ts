import type { Knex } from 'knex';
import type { CustomerRow } from '../store/customers.js';
import { searchCustomers } from './customerSearch.js';

export interface CustomerListItem
  extends Pick<CustomerRow, 'id' | 'name' | 'address' | 'phone' | 'contact' | 'createdAt'> {
  products: number;
  /** Contracts that run on the day of the list. */
  contracts: number;
}

const pageSize = 50;

/**
 * Customers that the text finds, the best match first; without a text all customers by pages, the newest first.
 * @param today YYYY-MM-DD
 */
export async function selectCustomerList(
  db: Knex,
  { text, after, today }: { text?: string; after?: number; today: string },
): Promise<{ customers: CustomerListItem[]; next: number | null; isCut: boolean }> {
  const rows = text ? await searchCustomers(db, text, pageSize + 1) : await newest(db, after);
  const shown = rows.slice(0, pageSize);
  const hasMore = rows.length > pageSize;
  return {
    customers: await withCounts(db, shown, today),
    next: hasMore && !text ? (shown.at(-1)?.id ?? null) : null,
    isCut: hasMore && Boolean(text),
  };
}

function newest(db: Knex, after?: number): Promise<CustomerRow[]> {
  const query = db('customers')
    .whereNull('mergedInto')
    .orderBy('id', 'desc')
    .limit(pageSize + 1);
  if (after !== undefined) query.where('id', '<', after);
  return query as unknown as Promise<CustomerRow[]>;
}

async function withCounts(db: Knex, rows: CustomerRow[], today: string): Promise<CustomerListItem[]> {
  const ids = rows.map(({ id }) => id);
  const products = await countBy(db('products').whereIn('customerId', ids));
  const contracts = await countBy(
    db('contracts').whereIn('customerId', ids).where('startsOn', '<=', today).where('endsOn', '>=', today),
  );
  return rows.map((row) => ({
    ...row,
    products: products.get(row.id) ?? 0,
    contracts: contracts.get(row.id) ?? 0,
  }));
}

async function countBy(query: Knex.QueryBuilder): Promise<Map<number, number>> {
  const counted: { customerId: number; count: number | string }[] = await query
    .groupBy('customerId')
    .select('customerId')
    .count({ count: '*' });
  return new Map(counted.map(({ customerId, count }) => [customerId, Number(count)]));
}
