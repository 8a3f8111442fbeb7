import { DateTime, Duration } from 'luxon';

/** `2026-11-23T14:22` as entered in the department's zone -> UTC ISO with milliseconds; null when there is no such time. */
export function localToUtc(text: string, timeZone: string): string | null {
  const normal = text.trim().replace(/\//g, '-').replace(' ', 'T');
  if (!/^\d{4}-\d{1,2}-\d{1,2}T\d{1,2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/.test(normal)) return null;
  const [day, clock] = normal.split('T') as [string, string];
  const padded = `${padDate(day)}T${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : 0, '0')}`;
  const time = DateTime.fromISO(padded, { zone: timeZone });
  return time.isValid ? time.toUTC().toISO() : null;
}

/** UTC ISO -> value of a `datetime-local` input in the zone; null when it is no time. */
export function utcToLocal(iso: string, timeZone: string): string | null {
  const time = DateTime.fromISO(iso, { zone: timeZone });
  return time.isValid ? time.toFormat("yyyy-MM-dd'T'HH:mm") : null;
}

/** UTC ISO -> `2026-11-23 22:22` in the zone; the text itself when it is no time. */
export function showDateTime(iso: string, timeZone: string): string {
  return wallClock(iso, timeZone)?.slice(0, 16) ?? iso;
}

/** The calendar day of an instant in the zone. */
export function dayOf(iso: string, timeZone: string): string {
  return wallClock(iso, timeZone)?.slice(0, 10) ?? '';
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * `2026-11-23 22:22:05`, what the clocks of a zone show at an instant; null when the text is no time. A page of a long
 * ticket asks hundreds of times, and luxon takes nearly twenty times as long.
 */
export function wallClock(iso: string, timeZone: string): string | null {
  const time = iso.endsWith('Z') ? Date.parse(iso) : DateTime.fromISO(iso, { zone: timeZone }).toMillis();
  if (Number.isNaN(time)) return null;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return format.format(time);
}

/** The instant cut to the minute, as inputs show it. */
export function toMinute(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'utc' }).startOf('minute').toISO() ?? iso;
}

/** An instant moved by an ISO 8601 duration; undefined when either is none. */
export function addDuration(iso: unknown, duration: string): string | undefined {
  if (typeof iso !== 'string') return undefined;
  const time = DateTime.fromISO(iso, { zone: 'utc' }).plus(Duration.fromISO(duration));
  return time.toISO() ?? undefined;
}

/** `2026/1/5` or `2026年1月5日` -> `2026-01-05`; null when there is no such day. */
export function readDate(text: string): string | null {
  const normal = text
    .trim()
    .replace(/[/.年月]/g, '-')
    .replace(/日$/, '');
  if (!/^\d{4}-\d{1,2}-\d{1,2}$/.test(normal)) return null;
  const padded = padDate(normal);
  return DateTime.fromISO(padded, { zone: 'utc' }).isValid ? padded : null;
}

function padDate(day: string): string {
  return day
    .split('-')
    .map((part, index) => part.padStart(index === 0 ? 4 : 2, '0'))
    .join('-');
}
