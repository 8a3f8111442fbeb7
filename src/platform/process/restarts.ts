/** Exit code of a process that wants to be started again (EX_TEMPFAIL of sysexits). */
export const restartCode = 75;

const firstDelay = 250;
const longestDelay = 30_000;
/** A process that lived this long did not fail because of how it was started. */
const calmMilliseconds = 60_000;

/** How many starts in a row have failed, when the last one lived so many milliseconds. */
export function countFailures(before: number, livedMilliseconds: number): number {
  return livedMilliseconds >= calmMilliseconds ? 1 : before + 1;
}

/** Milliseconds until the next start: doubled with each failure in a row, so that a crash loop does not eat the machine. */
export function restartDelay(failures: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** (failures - 1));
}
