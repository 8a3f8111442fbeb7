import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';

export interface GuessRow {
  key: string;
  failures: number;
  lastAt: string;
}

/**
 * The failures under these keys, locked until the transaction ends; what is older than `after` is forgotten. A key without failures gets
 * a row first: what is not there can't be locked, and many attempts at once would all see none.
 */
export async function lockGuesses(
  tx: Knex,
  keys: readonly string[],
  { after, now }: { after: string; now: string },
): Promise<GuessRow[]> {
  await tx('guesses').where('lastAt', '<', after).delete();
  const rows = [...keys].sort().map((key) => ({ key, failures: 0, lastAt: now }));
  await tx('guesses').insert(rows).onConflict('key').ignore();
  const query = tx('guesses')
    .whereIn('key', [...keys])
    .orderBy('key');
  return hasRowLocks(tx) ? query.forUpdate() : query;
}

/** One more failure under each of these keys, which are locked. */
export async function addFailures(tx: Knex, keys: readonly string[], lastAt: string): Promise<void> {
  await tx('guesses')
    .whereIn('key', [...keys])
    .update({ failures: tx.raw('failures + 1'), lastAt });
}

/** Takes back one failure under each key: the attempt succeeded. */
export async function takeBackFailures(tx: Knex, keys: readonly string[]): Promise<void> {
  await tx('guesses')
    .whereIn('key', [...keys])
    .where('failures', '>', 0)
    .decrement('failures', 1);
}

export async function deleteFailures(tx: Knex, keys: readonly string[]): Promise<void> {
  await tx('guesses')
    .whereIn('key', [...keys])
    .delete();
}
