import type { Knex } from 'knex';

/** A term by which a customer is found; `productId` 0 when it is one of the customer's own facts. */
export interface SearchTermRow {
  term: string;
  customerId: number;
  productId: number;
}

const batchSize = 300;

/** Puts new terms in the place of those of the customer itself (product 0) or of one of its products. */
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

export async function deleteTermsOfCustomer(tx: Knex, customerId: number): Promise<void> {
  await tx('search_terms').where({ customerId }).delete();
}

/** Gives the terms of a customer's products to another customer. */
export async function moveProductTerms(tx: Knex, from: number, to: number): Promise<void> {
  await tx('search_terms').where({ customerId: from }).where('productId', '>', 0).update({ customerId: to });
}

/** Customers with a term that begins with the text, in the order of the terms; one may come several times. */
export async function selectTermMatches(db: Knex, text: string, limit: number): Promise<number[]> {
  return matching(db, text).orderBy('term').limit(limit).pluck(customerId);
}

/** Those of the customers that have a term which begins with the text. */
export async function keepMatching(db: Knex, customerIds: number[], text: string): Promise<number[]> {
  return matching(db, text).whereIn('customerId', customerIds).distinct('customerId').pluck(customerId);
}

/** Customers who have, for each of the texts, a term that begins with it; whatever the number of rows that takes. */
export async function selectMatchingAll(db: Knex, texts: string[], limit: number): Promise<number[]> {
  const [first = '', ...others] = texts.map((text) => matching(db, text).select('customerId'));
  if (first === '') return [];
  return db.from(first.intersect(others).as('found')).limit(limit).pluck(customerId);
}

/** Lets through the rows whose customer has, for each of the texts, a term that begins with it. @param column `table.customerId` */
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

/** No character comes behind this one. */
const highestCharacter = '\u{10FFFF}';

function matching(db: Knex, text: string): Knex.QueryBuilder {
  return db('search_terms')
    .where('term', '>=', text)
    .where('term', '<', text + highestCharacter);
}
