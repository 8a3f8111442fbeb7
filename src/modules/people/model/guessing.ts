/** What failed attempts have in common. */
export type GuessKind = 'pair' | 'account' | 'source';

/** How many failures are free, and how long the next attempt waits at most. */
export interface GuessLimit {
  free: number;
  longestMs: number;
}

export type GuessLimits = Readonly<Record<GuessKind, GuessLimit>>;

const oneMinute = 60_000;

/**
 * Guessing is slowed without locking anybody out (OWASP ASVS V6.3). `pair`: one account from one source, or from one device that
 * knows it. `account`: one account from anywhere; `source`: any account from one address. A device from which the account was
 * logged in before passes both of these, so that nobody can keep its owner out.
 */
export const guessLimits: GuessLimits = {
  pair: { free: 5, longestMs: 15 * oneMinute },
  account: { free: 20, longestMs: 5 * oneMinute },
  source: { free: 50, longestMs: 15 * oneMinute },
};

const firstWaitMs = 30_000;

/** Failures count until nobody has failed for this long. */
export const forgottenAfterMs = 60 * oneMinute;

/** How long the next attempt must wait after so many failures, from the last of them on: twice as long for each. */
export function waitAfter(failures: number, { free, longestMs }: GuessLimit): number {
  if (failures < free) return 0;
  return Math.min(longestMs, firstWaitMs * 2 ** Math.min(failures - free, 20));
}
