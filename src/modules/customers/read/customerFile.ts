import type { Knex } from 'knex';
import type { CustomerValue, ProductValue } from '../../../forms/schema/types.js';
import { searchProducts } from '../store/products.js';
import { searchCustomers } from './customerSearch.js';

const limit = 10;

/** Customers that match what is typed, in the shape of form data (R2). */
export async function findCustomers(db: Knex, text: string): Promise<CustomerValue[]> {
  const rows = await searchCustomers(db, text, limit);
  return rows.map(({ id, name, address, phone, contact }) => ({
    id,
    name,
    ...withoutNulls({ address, phone, contact }),
  }));
}

/** Products of one customer that match what is typed; all of them while nothing is typed (R2). */
export async function findProducts(db: Knex, customerId: number, text: string): Promise<ProductValue[]> {
  const rows = await searchProducts(db, customerId, text, limit);
  return rows.map(({ id, name, model, serialNumber, purchasedOn }) => ({
    id,
    name,
    ...withoutNulls({ model, serialNumber, purchasedOn }),
  }));
}

function withoutNulls<Fields extends Record<string, string | null>>(
  fields: Fields,
): { [Name in keyof Fields]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [Name in keyof Fields]?: string;
  };
}
