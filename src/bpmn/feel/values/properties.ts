import { DaysDuration, MonthsDuration } from './duration.js';
import { FeelNumber } from './number.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import { FeelRange, isContext, type Value } from './value.js';

/** What a path's last name gives of a value (DMN 1.5, 10.3.2.6, table 65); undefined when the value has no such part. */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (isContext(value)) return value.get(name);
  if (value instanceof FeelDate) return dateParts[name]?.(value);
  if (value instanceof FeelTime) return timeParts[name]?.(value);
  if (value instanceof FeelDateTime) {
    if (name === 'time offset') return offsetOf(value.offset);
    return dateParts[name]?.(value.date) ?? timeParts[name]?.(value.time);
  }
  if (value instanceof DaysDuration) return dayParts[name]?.(value);
  if (value instanceof MonthsDuration) return monthParts[name]?.(value);
  return value instanceof FeelRange ? rangePart(value, name) : undefined;
}

const number = (value: number) => new FeelNumber(value);

const dateParts: Record<string, ((date: FeelDate) => Value) | undefined> = {
  year: (date) => number(date.year),
  month: (date) => number(date.month),
  day: (date) => number(date.day),
  weekday: (date) => number(date.weekday),
};

const timeParts: Record<string, ((time: FeelTime) => Value) | undefined> = {
  hour: (time) => number(time.hour),
  minute: (time) => number(time.minute),
  second: (time) => number(time.second),
  'time offset': (time) => offsetOf(time.offset),
  timezone: (time) => (time.zone?.isRegion ? time.zone.text : null),
};

const dayParts: Record<string, ((duration: DaysDuration) => Value) | undefined> = {
  days: (duration) => number(duration.days),
  hours: (duration) => number(duration.hours),
  minutes: (duration) => number(duration.minutes),
  seconds: (duration) => duration.seconds,
};

const monthParts: Record<string, ((duration: MonthsDuration) => Value) | undefined> = {
  years: (duration) => number(duration.years),
  months: (duration) => number(duration.monthsOfYear),
};

function offsetOf(seconds: number | null): Value {
  return seconds === null ? null : DaysDuration.of(BigInt(seconds) * 1_000_000_000n);
}

function rangePart(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.operator === '=' ? range.end : range.start;
    case 'end':
      return range.operator === '!=' ? null : range.end;
    case 'start included':
      return range.operator === '=' || range.startIncluded;
    case 'end included':
      return range.operator === '=' || range.endIncluded;
    default:
      return undefined;
  }
}
