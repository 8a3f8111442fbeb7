import type { Knex } from 'knex';
import { searchCustomers } from './customerSearch.js';

/** Adds conditions to a query. */
export type Narrow = (query: Knex.QueryBuilder) => void;

const mostListed = 200;

/**
 * Lets through the rows whose customer the text finds. Few customers are looked up first, so that their rows are found by
 * index however long the table is. When many match, so do many rows, and reading down the table until the page is full is
 * the faster way.
 * @param column `table.customerId` of the rows
 */
export async function customerCondition(db: Knex, text: string, column: string): Promise<Narrow> {
  const found = await searchCustomers(db, text, mostListed + 1);
  const ids = found.map(({ id }) => id);
  if (ids.length <= mostListed) return (query) => void query.whereIn(column, ids);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5);
  return (query) => {
    const matching = db('customers').select(db.raw('1')).whereRaw('customers.id = ??', [column]);
    for (const word of words) {
      matching.whereRaw("customers.search_text like ? escape '\\'", [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
    }
    query.whereExists(matching);
  };
}
