import { parseDuration } from '../values/duration.js';
import { FeelDateTime, type FeelTime, parseDate, parseDateTime, parseTime } from '../values/temporal.js';
import type { Value } from '../values/value.js';

/** What an at-literal writes: a date, a time, a moment or a duration (grammar rule 62); null when it is none. */
export function readTemporal(text: string): Value {
  return parseDate(text) ?? readDateTime(text) ?? readTime(text) ?? parseDuration(text);
}

/** A moment; the hour 24 with nothing after it is the midnight that ends the day (XML Schema, 3.3.7). */
export function readDateTime(text: string): FeelDateTime | null {
  const match = /^(.+)T24:00:00(\.0+)?(.*)$/.exec(text);
  if (!match) return parseDateTime(text);
  const start = parseDateTime(`${match[1]}T00:00:00${match[3]}`);
  return start && FeelDateTime.afterDays(start, 1);
}

/** A time; the hour 24 is midnight. */
export function readTime(text: string): FeelTime | null {
  return parseTime(text.replace(/^24:00:00(?:\.0+)?(?=$|[Z+\-@])/, '00:00:00'));
}
