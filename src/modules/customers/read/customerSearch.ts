import type { Knex } from 'knex';
import { normalizeSearch, searchWords } from '../model/searchTerms.js';
import { type CustomerRow, selectCustomers } from '../store/customers.js';
import { keepMatching, selectMatchingAll, selectTermMatches } from '../store/searchTerms.js';

/** A word with fewer matches counts as rare; the search starts from rare words, */
const rareLimit = 1000;
/** and reads this many matches when every word is frequent. */
const frequentLimit = 20_000;
/** Enough terms for a single word to fill a list, unless they all belong to few customers. */
const maxTermsPerCustomer = 6;

/**
 * Customers that every word of the text finds by any part of the name, full pinyin or initials, phone, a contact's name, or
 * a product's serial number. Names that start with the text come first.
 */
export async function searchCustomers(db: Knex, text: string, limit: number): Promise<CustomerRow[]> {
  const words = searchWords(text);
  if (words.length === 0) return [];
  const ids =
    words.length === 1
      ? await searchOneWord(db, words[0] as string, limit)
      : await searchAllWords(db, words, limit);
  const rows = await selectCustomers(db, ids);
  const rank = new Map(ids.map((id, index) => [id, index]));
  const rankOfBeginning = ({ name }: CustomerRow) =>
    normalizeSearch(name).startsWith(words[0] as string) ? 0 : 1;
  return rows
    .sort((a, b) => rankOfBeginning(a) - rankOfBeginning(b) || (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
    .slice(0, limit);
}

/** Ids of customers that every word finds, unordered; complete when there are fewer than `limit`. */
export async function findCustomerIds(db: Knex, words: string[], limit: number): Promise<number[]> {
  if (words.length === 0) return [];
  return words.length === 1 ? selectMatchingAll(db, words, limit) : searchAllWords(db, words, limit);
}

async function searchOneWord(db: Knex, word: string, limit: number): Promise<number[]> {
  const maxMatches = limit * maxTermsPerCustomer;
  const matches = await selectTermMatches(db, word, maxMatches);
  const ids = distinct(matches);
  return matches.length < maxMatches || ids.length >= limit ? ids : selectMatchingAll(db, [word], limit);
}

/** Starts from the words with few matches; the database compares all of them only when every word has very many. */
async function searchAllWords(db: Knex, words: string[], limit: number): Promise<number[]> {
  const found = await matchesOf(db, words, rareLimit);
  const rare = found.filter(({ matches }) => matches.length < rareLimit).map(({ matches }) => matches);
  if (rare.length === 0) return searchFrequentWords(db, words, limit);
  let ids = intersection(rare);
  for (const { word } of found.filter(({ matches }) => matches.length >= rareLimit)) {
    if (ids.length === 0) return [];
    const kept = new Set(await keepMatching(db, ids, word));
    ids = ids.filter((id) => kept.has(id));
  }
  return ids;
}

async function searchFrequentWords(db: Knex, words: string[], limit: number): Promise<number[]> {
  const found = (await matchesOf(db, words, frequentLimit)).map(({ matches }) => matches);
  const ids = intersection(found);
  const isWhole = found.every((matches) => matches.length < frequentLimit);
  return isWhole || ids.length >= limit ? ids.slice(0, limit) : selectMatchingAll(db, words, limit);
}

async function matchesOf(db: Knex, words: string[], limit: number) {
  return Promise.all(
    words.map(async (word) => ({ word, matches: await selectTermMatches(db, word, limit) })),
  );
}

function intersection(lists: readonly number[][]): number[] {
  const [first = [], ...others] = [...lists].sort((a, b) => a.length - b.length);
  const sets = others.map((list) => new Set(list));
  return distinct(first).filter((id) => sets.every((set) => set.has(id)));
}

function distinct(ids: number[]): number[] {
  return [...new Set(ids)];
}
