const oneMinute = 60 * 1000;
const oneHour = 60 * oneMinute;

/** How long a log-in lasts (OWASP ASVS V7.3): unused, at most, and until something delicate asks for the password again. */
export const sessionLife = {
  unusedMs: 12 * oneHour,
  atMostMs: 24 * oneHour,
  confirmedMs: 15 * oneMinute,
  /** Interval between notes of the last use: otherwise each page would be a write transaction. */
  notedEveryMs: 10 * oneMinute,
} as const;

/** The moment that lies this long before now, by the clock of the process: that of express-session. */
export function momentBefore(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}
