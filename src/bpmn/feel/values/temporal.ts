import { dayOfWeek, fromEpochDay, isDay, toEpochDay } from '../calendar/days.js';
import { Zone } from '../calendar/zone.js';
import { nanosOfDay } from './duration.js';

const nanosOfSecond = 1_000_000_000n;

/** A day of the calendar (DMN 1.5, 10.3.2.3.5). */
export class FeelDate {
  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** Null when there is no such day. */
  static of(year: number, month: number, day: number): FeelDate | null {
    return isDay(year, month, day) ? new FeelDate(year, month, day) : null;
  }

  static ofEpochDay(epochDay: number): FeelDate | null {
    const { year, month, day } = fromEpochDay(epochDay);
    return FeelDate.of(year, month, day);
  }

  get epochDay(): number {
    return toEpochDay(this.year, this.month, this.day);
  }

  get weekday(): number {
    return dayOfWeek(this.epochDay);
  }

  toString(): string {
    return `${yearText(this.year)}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A time of the day, local or with an offset or a region (DMN 1.5, 10.3.2.3.4). */
export class FeelTime {
  private constructor(
    /** Nanoseconds since midnight on this clock. */
    readonly nanos: bigint,
    readonly zone: Zone | null,
  ) {}

  static of(hour: number, minute: number, second: number, nano: number, zone: Zone | null): FeelTime | null {
    const inside = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit;
    if (!inside(hour, 24) || !inside(minute, 60) || !inside(second, 60) || !inside(nano, 1e9)) return null;
    return new FeelTime(BigInt(hour * 3600 + minute * 60 + second) * nanosOfSecond + BigInt(nano), zone);
  }

  /** Wraps around midnight. */
  static ofNanos(nanos: bigint, zone: Zone | null): FeelTime {
    return new FeelTime(((nanos % nanosOfDay) + nanosOfDay) % nanosOfDay, zone);
  }

  get secondOfDay(): number {
    return Number(this.nanos / nanosOfSecond);
  }

  get hour(): number {
    return Math.floor(this.secondOfDay / 3600);
  }

  get minute(): number {
    return Math.floor(this.secondOfDay / 60) % 60;
  }

  get second(): number {
    return this.secondOfDay % 60;
  }

  get nano(): number {
    return Number(this.nanos % nanosOfSecond);
  }

  /** Seconds east of UTC; null for a local time, and for a region, whose offset depends on the day. */
  get offset(): number | null {
    return this.zone?.offset ?? null;
  }

  toString(): string {
    return `${clockText(this)}${zoneText(this.zone)}`;
  }
}

/** A day with a time, local or a moment in a zone (DMN 1.5, 10.3.2.3.5). */
export class FeelDateTime {
  private moment: bigint | undefined;

  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}

  /** The wall clock of the zone at the moment; null beyond the years that there are. */
  static atEpochNanos(epochNanos: bigint, zone: Zone | null): FeelDateTime | null {
    const offset = zone ? zone.offsetAtEpoch(Number(floorDivide(epochNanos, nanosOfSecond))) : 0;
    const local = epochNanos + BigInt(offset) * nanosOfSecond;
    const epochDay = floorDivide(local, nanosOfDay);
    const date = FeelDate.ofEpochDay(Number(epochDay));
    return date && new FeelDateTime(date, FeelTime.ofNanos(local - epochDay * nanosOfDay, zone));
  }

  /** The same clock so many days later; null beyond the years that there are. */
  static afterDays(value: FeelDateTime, days: number): FeelDateTime | null {
    const date = FeelDate.ofEpochDay(value.date.epochDay + days);
    return date && new FeelDateTime(date, value.time);
  }

  get zone(): Zone | null {
    return this.time.zone;
  }

  /** Seconds east of UTC at this moment; null when it is local. */
  get offset(): number | null {
    const { zone, date, time } = this;
    return zone ? zone.offsetAt(date.year, date.month, date.day, time.secondOfDay) : null;
  }

  /** Nanoseconds since 1970; a local one as if it were UTC. */
  get epochNanos(): bigint {
    this.moment ??=
      BigInt(this.date.epochDay) * nanosOfDay + this.time.nanos - BigInt(this.offset ?? 0) * nanosOfSecond;
    return this.moment;
  }

  toString(): string {
    return `${this.date}T${this.time}`;
  }
}

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/;
const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/;

/** The day that the text writes as YYYY-MM-DD; null when it writes none. */
export function parseDate(text: string): FeelDate | null {
  const match = datePattern.exec(text);
  return match && FeelDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The time that the text writes as hh:mm:ss with fraction, offset or `@region`; null when it writes none. */
export function parseTime(text: string): FeelTime | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const [, hour, minute, second, fraction, suffix] = match;
  const zone = suffix === undefined ? null : Zone.parse(suffix.replace(/^@/, ''));
  if (suffix !== undefined && !zone) return null;
  const nano = Number((fraction ?? '').padEnd(9, '0'));
  return FeelTime.of(Number(hour), Number(minute), Number(second), nano, zone);
}

/** The moment that the text writes as date, `T` and time; null when it writes none. */
export function parseDateTime(text: string): FeelDateTime | null {
  const split = text.indexOf('T');
  if (split < 0) return null;
  const date = parseDate(text.slice(0, split));
  const time = date && parseTime(text.slice(split + 1));
  return time && new FeelDateTime(date, time);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

function clockText(time: FeelTime): string {
  const fraction = time.nano ? `.${String(time.nano).padStart(9, '0').replace(/0+$/, '')}` : '';
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction}`;
}

function zoneText(zone: Zone | null): string {
  if (!zone) return '';
  return zone.isRegion ? `@${zone.text}` : zone.text;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
