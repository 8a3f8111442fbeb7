import { Temporal as polyfill } from 'temporal-polyfill';

/** Temporal of the runtime where there is one: its zone rules are the runtime's own. */
const Temporal: typeof polyfill = (globalThis as { Temporal?: typeof polyfill }).Temporal ?? polyfill;

/** The rules of a region take as long as this many turns of a loop. */
export const stepsOfRegion = 100;

const offsetPattern = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/;
/** Zone rules repeat with the calendar; Temporal knows the years to about 275,000 only. */
const cycleYears = 400;
const knownYears = 200_000;

/** An offset from UTC (`+08:00`, `Z`) or a region (`Asia/Shanghai`). */
export class Zone {
  private constructor(
    /** As it was written. */
    readonly text: string,
    /** Seconds east of UTC; null for a region. */
    readonly offset: number | null,
  ) {}

  static readonly utc = new Zone('Z', 0);

  /** The zone that the text names; null when there is none such. */
  static parse(text: string): Zone | null {
    if (text === 'Z' || text === 'z') return Zone.utc;
    const match = offsetPattern.exec(text);
    if (match) return Zone.fromMatch(match);
    const known = regions.get(text);
    if (known !== undefined) return known;
    const zone = isRegion(text) ? new Zone(text, null) : null;
    if (regions.size < maxRegions) regions.set(text, zone);
    return zone;
  }

  /** The zone of so many seconds east of UTC; null beyond eighteen hours. */
  static ofSeconds(seconds: number): Zone | null {
    if (!Number.isInteger(seconds) || Math.abs(seconds) > 18 * 3600) return null;
    return seconds === 0 ? Zone.utc : new Zone(offsetText(seconds), seconds);
  }

  private static fromMatch([, sign, hours, minutes, seconds]: RegExpExecArray): Zone | null {
    const [h, m, s] = [Number(hours), Number(minutes), Number(seconds ?? 0)];
    if (m > 59 || s > 59) return null;
    const total = (h * 3600 + m * 60 + s) * (sign === '-' ? -1 : 1);
    return Zone.ofSeconds(total);
  }

  get isRegion(): boolean {
    return this.offset === null;
  }

  /** Seconds east of UTC when the clock on the wall shows this; of two such moments the earlier, in a gap the later. */
  offsetAt(year: number, month: number, day: number, secondOfDay: number): number {
    if (this.offset !== null) return this.offset;
    const plain = new Temporal.PlainDateTime(
      knownYear(year),
      month,
      day,
      Math.floor(secondOfDay / 3600),
      Math.floor(secondOfDay / 60) % 60,
      secondOfDay % 60,
    );
    // In a gap the clock is moved on: what counts is the distance to the moment that is meant.
    const asUtc = plain.toZonedDateTime('UTC').epochMilliseconds;
    return (asUtc - plain.toZonedDateTime(this.text).epochMilliseconds) / 1000;
  }

  /** Seconds east of UTC at the moment, counted in seconds since 1970. */
  offsetAtEpoch(epochSecond: number): number {
    if (this.offset !== null) return this.offset;
    const cycle = cycleYears * 365.2425 * 86_400;
    const limit = knownYears * 365.2425 * 86_400;
    const known = Math.abs(epochSecond) > limit ? epochSecond % cycle : epochSecond;
    const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(known) * 1000);
    return instant.toZonedDateTimeISO(this.text).offsetNanoseconds / 1e9;
  }
}

const maxRegions = 1000;
const regions = new Map<string, Zone | null>();

function isRegion(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    new Temporal.ZonedDateTime(0n, text);
    return true;
  } catch {
    return false;
  }
}

function knownYear(year: number): number {
  return Math.abs(year) > knownYears ? year % cycleYears : year;
}

function offsetText(seconds: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? '' : `:${pad(size % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(size / 3600))}:${pad(Math.floor(size / 60) % 60)}${rest}`;
}
