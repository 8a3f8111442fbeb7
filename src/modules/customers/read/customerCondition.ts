import type { Knex } from 'knex';
import { searchWords } from '../model/searchTerms.js';
import { whereCustomerHasTerms } from '../store/searchTerms.js';
import { findCustomerIds } from './customerSearch.js';

/** Adds conditions to a query. */
export type RowFilter = (query: Knex.QueryBuilder) => void;

const maxListedIds = 200;

/**
 * Limits a query to rows whose customer the text finds. Few customers are selected first, so that the index finds their
 * rows in a table of any length. When many customers match, many rows match too, and reading the table until the page is
 * full is faster.
 * @param column `table.customerId` of the rows
 */
export async function customerCondition(db: Knex, text: string, column: string): Promise<RowFilter> {
  const words = searchWords(text);
  const ids = await findCustomerIds(db, words, maxListedIds + 1);
  return ids.length <= maxListedIds
    ? (query) => void query.whereIn(column, ids)
    : whereCustomerHasTerms(db, words, column);
}
