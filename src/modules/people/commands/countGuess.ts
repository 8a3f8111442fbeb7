import { createHash } from 'node:crypto';
import type { CommandContext } from '../../../platform/runCommand.js';
import { forgottenAfterMs, type GuessKind, type GuessLimits, waitAfter } from '../model/guessing.js';
import { addFailures, deleteFailures, lockGuesses, takeBackFailures } from '../store/guesses.js';

/** An attempt to give a password, by what it has in common with others; a kind that is left out does not slow it. */
export type Guess = Partial<Record<GuessKind, string>>;

/**
 * Counts an attempt before the password is looked at, so that many at once count as many. Returns how long to wait when it comes too
 * early, which then is not counted: whoever waits gets a turn. 0: it may be tried.
 */
export async function countGuess(
  { tx, now }: CommandContext,
  { guess, limits }: { guess: Guess; limits: GuessLimits },
): Promise<number> {
  const keys = keysOf(guess);
  const all = [...keys.values()];
  const after = new Date(now.getTime() - forgottenAfterMs).toISOString();
  const rows = await lockGuesses(tx, all, { after, now: now.toISOString() });
  const known = new Map(rows.map((row) => [row.key, row]));
  const waits = [...keys].map(([kind, key]) => {
    const row = known.get(key);
    const pause = row ? waitAfter(row.failures, limits[kind]) : 0;
    // An attempt that began after this one may have been counted before it.
    return row && pause > 0 ? Date.parse(row.lastAt) + pause - now.getTime() : 0;
  });
  const wait = Math.max(0, ...waits);
  if (wait === 0) await addFailures(tx, all, now.toISOString());
  return wait;
}

/** The password was right: the pair begins anew, and this attempt no longer counts for account and source. */
export async function forgetGuess({ tx }: CommandContext, { guess }: { guess: Guess }): Promise<void> {
  const keys = keysOf(guess);
  const pair = keys.get('pair');
  if (pair !== undefined) await deleteFailures(tx, [pair]);
  await takeBackFailures(
    tx,
    [...keys].filter(([kind]) => kind !== 'pair').map(([, key]) => key),
  );
}

/** Hashed: what was typed as a log-in may be a password, and may be long. */
function keysOf(guess: Guess): Map<GuessKind, string> {
  const entries = Object.entries(guess) as [GuessKind, string][];
  return new Map(
    entries.map(([kind, text]) => [kind, createHash('sha256').update(`${kind}:${text}`).digest('hex')]),
  );
}
