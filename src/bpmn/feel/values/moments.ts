import { daysInMonth } from '../calendar/days.js';
import type { Zone } from '../calendar/zone.js';
import { type DaysDuration, MonthsDuration, nanosOfDay } from './duration.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';

const nanosOfSecond = 1_000_000_000n;

/** The moment in nanoseconds since 1970, a local one in the given zone; null when it is local and there is no zone. */
function instant(value: FeelDateTime, zone: Zone | null): bigint | null {
  if (value.zone) return value.epochNanos;
  return zone ? withZone(value, zone).epochNanos : null;
}

function withZone(value: FeelDateTime, zone: Zone): FeelDateTime {
  return new FeelDateTime(value.date, FeelTime.ofNanos(value.time.nanos, zone));
}

/** Nanoseconds between two moments; null when one is local, the other not, and there is no zone. */
export function nanosBetween(from: FeelDateTime, to: FeelDateTime, zone: Zone | null): bigint | null {
  // Two local ones are as far apart as their clocks say, unless the zone changed its clocks meanwhile.
  if (!from.zone && !to.zone && !zone) return to.epochNanos - from.epochNanos;
  const [a, b] = [instant(from, zone), instant(to, zone)];
  return a === null || b === null ? null : b - a;
}

export function compareMoments(left: FeelDateTime, right: FeelDateTime, zone: Zone | null): number | null {
  if (!left.zone && !right.zone) return order(left.epochNanos - right.epochNanos);
  const between = nanosBetween(right, left, zone);
  return between === null ? null : order(between);
}

/** Nanoseconds from one time to the other; null when their offsets can't be known without a day. */
export function nanosBetweenTimes(from: FeelTime, to: FeelTime, zone: Zone | null): bigint | null {
  const [fromZone, toZone] = [from.zone ?? zone, to.zone ?? zone];
  if ((!from.zone && !to.zone) || fromZone?.text === toZone?.text) return to.nanos - from.nanos;
  const [a, b] = [fromZone?.offset ?? null, toZone?.offset ?? null];
  if (a === null || b === null) return null;
  return to.nanos - BigInt(b) * nanosOfSecond - (from.nanos - BigInt(a) * nanosOfSecond);
}

export function compareTimes(left: FeelTime, right: FeelTime, zone: Zone | null): number | null {
  const between = nanosBetweenTimes(right, left, zone);
  return between === null ? null : order(between);
}

/** The day's midnight: at the zone's clock, or at UTC when there is no zone (10.3.2.9.4, from date to date and time). */
export function midnight(date: FeelDate, zone: Zone | null): FeelDateTime {
  return new FeelDateTime(date, FeelTime.ofNanos(0n, zone));
}

/** A day so many months later; the last day of the month where that month is shorter (10.3.4.7). */
function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return FeelDate.of(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** A date plus a duration; parts of a day count from midnight (table 55). */
export function addToDate(date: FeelDate, duration: DaysDuration | MonthsDuration): FeelDate | null {
  if (duration instanceof MonthsDuration) return addMonths(date, duration.months);
  const nanos = duration.nanos;
  const days = nanos / nanosOfDay - (nanos % nanosOfDay < 0n ? 1n : 0n);
  return FeelDate.ofEpochDay(date.epochDay + Number(days));
}

/**
 * A moment plus a duration. Days written as days, and months, count in the calendar of its zone (of the caller's, when it is
 * local): P1D later is the same time of day also when the clocks change. That is the rule of timers, so that one span means
 * one thing everywhere. Hours, minutes and seconds are exact lengths, as the standard has it for all of them (table 55):
 * PT24H later is 24 hours later, whatever the clock shows. The calendar goes first, then the exact part.
 */
export function addToDateTime(
  value: FeelDateTime,
  duration: DaysDuration | MonthsDuration,
  zone: Zone | null,
): FeelDateTime | null {
  if (duration instanceof MonthsDuration) {
    const date = addMonths(value.date, duration.months);
    return date && settle(new FeelDateTime(date, value.time), zone);
  }
  const days = duration.calendarDays;
  const rest = duration.nanos - BigInt(days) * nanosOfDay;
  const date = FeelDate.ofEpochDay(value.date.epochDay + days);
  if (!date) return null;
  const shifted = new FeelDateTime(date, value.time);
  if (rest === 0n) return settle(shifted, zone);
  const region = value.zone ?? zone;
  const anchored = region ? withZone(shifted, region) : shifted;
  const moved = FeelDateTime.atEpochNanos(anchored.epochNanos + rest, region);
  return moved && new FeelDateTime(moved.date, FeelTime.ofNanos(moved.time.nanos, value.zone));
}

/** A clock reading that the zone skips is moved on by the gap, as a clock on the wall would show it. */
function settle(value: FeelDateTime, zone: Zone | null): FeelDateTime | null {
  const region = value.zone ?? zone;
  if (!region?.isRegion) return value;
  const moved = FeelDateTime.atEpochNanos(withZone(value, region).epochNanos, region);
  return moved && new FeelDateTime(moved.date, FeelTime.ofNanos(moved.time.nanos, value.zone));
}

function order(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
