/** Exit code of a process that wants to be started again (EX_TEMPFAIL of sysexits). */
export const restartCode = 75;

const firstDelayMs = 250;
const maxDelayMs = 30_000;
/** A process that ran longer than this did not fail at its start. */
const stableAfterMs = 60_000;

/** Number of failed starts in a row, given how long the last process lived. */
export function countFailures(before: number, livedMilliseconds: number): number {
  return livedMilliseconds >= stableAfterMs ? 1 : before + 1;
}

/** Milliseconds until the next start: doubled with each failure in a row, so that a crash loop does not eat the machine. */
export function restartDelay(failures: number): number {
  return Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1));
}
