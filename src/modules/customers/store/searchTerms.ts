import type { Knex } from 'knex';

/** A term that finds a customer; `productId` is 0 for a term of the customer itself. */
export interface SearchTermRow {
  term: string;
  customerId: number;
  productId: number;
}

const batchSize = 300;

/** Replaces the terms of a customer itself (product 0) or of one of its products. */
export async function replaceTerms(
  tx: Knex,
  { customerId, productId }: Pick<SearchTermRow, 'customerId' | 'productId'>,
  terms: readonly string[],
): Promise<void> {
  await tx('search_terms').where({ customerId, productId }).delete();
  await insertTerms(
    tx,
    terms.map((term) => ({ term, customerId, productId })),
  );
}

async function insertTerms(tx: Knex, rows: readonly SearchTermRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize) {
    await tx('search_terms').insert(rows.slice(start, start + batchSize));
  }
}

/** Deletes the terms of a customer and of its products. */
export async function deleteTermsOfCustomer(tx: Knex, customerId: number): Promise<void> {
  await tx('search_terms').where({ customerId }).delete();
}

/** Moves the terms of a customer's products to another customer. */
export async function moveProductTerms(tx: Knex, from: number, to: number): Promise<void> {
  await tx('search_terms').where({ customerId: from }).where('productId', '>', 0).update({ customerId: to });
}

/** Customers with a term that starts with the text, in the order of the terms; a customer may occur several times. */
export async function selectTermMatches(db: Knex, text: string, limit: number): Promise<number[]> {
  return matching(db, text).orderBy('term').limit(limit).pluck(customerId);
}

/** The ones among the customers that have a term which starts with the text. */
export async function keepMatching(db: Knex, customerIds: number[], text: string): Promise<number[]> {
  return matching(db, text).whereIn('customerId', customerIds).distinct('customerId').pluck(customerId);
}

/** Customers that have, for each of the texts, a term that starts with it; reads as many rows as needed. */
export async function selectMatchingAll(db: Knex, texts: string[], limit: number): Promise<number[]> {
  const [first = '', ...others] = texts.map((text) => matching(db, text).select('customerId'));
  if (first === '') return [];
  return db.from(first.intersect(others).as('found')).limit(limit).pluck(customerId);
}

/**
 * Limits a query to rows whose customer has, for each of the texts, a term that starts with it.
 * @param column `table.customerId`
 */
export function whereCustomerHasTerms(db: Knex, texts: readonly string[], column: string) {
  return (query: Knex.QueryBuilder): void => {
    for (const text of texts) {
      query.whereExists(
        matching(db, text).select(db.raw('1')).whereRaw('search_terms.customer_id = ??', [column]),
      );
    }
  };
}

/** As the database names it: plucked values never become objects, which for 20,000 of them takes longer than reading. */
const customerId = 'customer_id';

/** No character sorts after this one. */
const highestCharacter = '\u{10FFFF}';

function matching(db: Knex, text: string): Knex.QueryBuilder {
  return db('search_terms')
    .where('term', '>=', text)
    .where('term', '<', text + highestCharacter);
}
