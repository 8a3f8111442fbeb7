import { FeelNumber } from './number.js';

const nanosOfSecond = 1_000_000_000n;
const nanosOfMinute = 60n * nanosOfSecond;
const nanosOfHour = 60n * nanosOfMinute;
export const nanosOfDay = 24n * nanosOfHour;

/** More than the seconds between the first and the last day that a date can be. */
const maxNanos = 2_000_000_000n * 366n * nanosOfDay;
const maxMonths = 24_000_000_000;

/**
 * Days and time duration (DMN 1.5, 10.3.2.3.6): a length in nanoseconds, by which it compares and reads: P1D equals PT24H.
 * It remembers how many of its days are days of a calendar, for `addToDateTime`: P1D has one, PT24H and what lies between
 * two moments have none.
 */
export class DaysDuration {
  private constructor(
    readonly nanos: bigint,
    /** In the direction of the length, and no more than it holds. */
    readonly calendarDays: number,
  ) {}

  /** Null beyond what lies between two dates. Calendar days that the length doesn't hold are left out: P1D less PT1H has none. */
  static of(nanos: bigint, calendarDays = 0): DaysDuration | null {
    if (nanos > maxNanos || nanos < -maxNanos) return null;
    const whole = Number(nanos / nanosOfDay);
    const days = Math.sign(calendarDays) === Math.sign(whole) ? calendarDays : 0;
    return new DaysDuration(nanos, Math.abs(days) > Math.abs(whole) ? whole : days);
  }

  /** From seconds with a fraction; what is below a nanosecond is cut off. */
  static ofSeconds(seconds: FeelNumber): DaysDuration | null {
    const nanos = seconds.times(1e9).trunc();
    return nanos.abs().gt(maxNanos.toString()) ? null : DaysDuration.of(BigInt(nanos.toFixed()));
  }

  get days(): number {
    return Number(this.nanos / nanosOfDay);
  }

  get hours(): number {
    return Number((this.nanos % nanosOfDay) / nanosOfHour);
  }

  get minutes(): number {
    return Number((this.nanos % nanosOfHour) / nanosOfMinute);
  }

  /** Seconds of the minute, with their fraction. */
  get seconds(): FeelNumber {
    return new FeelNumber((this.nanos % nanosOfMinute).toString()).div(1e9);
  }

  /** The whole length in seconds: the value() of the standard. */
  get totalSeconds(): FeelNumber {
    return new FeelNumber(this.nanos.toString()).div(1e9);
  }

  /** ISO 8601 as the standard writes it (10.3.4.1), in days, hours, minutes and seconds: `P1DT2H3M4.5S`, `PT0S`. */
  toString(): string {
    return this.write(this.days);
  }

  /** ISO 8601 with its days of the calendar only, so that the text read again moves a moment as this does: `PT24H`. */
  toExactText(): string {
    return this.write(this.calendarDays);
  }

  private write(days: number): string {
    const hours = Math.abs(this.hours + (this.days - days) * 24);
    const minutes = Math.abs(this.minutes);
    const seconds = this.seconds.abs();
    const date = days ? `${Math.abs(days)}D` : '';
    const time = [
      hours ? `${hours}H` : '',
      minutes ? `${minutes}M` : '',
      seconds.isZero() ? '' : `${seconds.toFixed()}S`,
    ].join('');
    if (!date && !time) return 'PT0S';
    return `${this.nanos < 0n ? '-' : ''}P${date}${time && `T${time}`}`;
  }
}

/** Years and months duration (DMN 1.5, 10.3.2.3.7): a whole number of months. */
export class MonthsDuration {
  private constructor(readonly months: number) {}

  static of(months: number): MonthsDuration | null {
    if (!Number.isSafeInteger(months) || Math.abs(months) > maxMonths) return null;
    return new MonthsDuration(months === 0 ? 0 : months);
  }

  get years(): number {
    return Math.trunc(this.months / 12);
  }

  /** Months beyond the whole years. */
  get monthsOfYear(): number {
    return this.months % 12;
  }

  /** ISO 8601: `P1Y2M`, `P0M`. */
  toString(): string {
    const [years, months] = [Math.abs(this.years), Math.abs(this.monthsOfYear)];
    if (years === 0 && months === 0) return 'P0M';
    return `${this.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
  }
}

const daysPattern =
  /^(-)?P(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,9})\d*)?S)?)?$/;
const monthsPattern = /^(-)?P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/;

/** The duration that the text writes (XML Schema's dayTimeDuration or yearMonthDuration); null when it is neither. */
export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  if (!/\d/.test(text)) return null;
  const [, sign, years, months] = monthsPattern.exec(text) ?? [];
  if (years !== undefined || months !== undefined) {
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    return MonthsDuration.of(sign ? -total : total);
  }
  const match = daysPattern.exec(text);
  if (!match) return null;
  const whole = (index: number) => BigInt(match[index] ?? 0);
  const nanos =
    whole(2) * nanosOfDay +
    whole(3) * nanosOfHour +
    whole(4) * nanosOfMinute +
    whole(5) * nanosOfSecond +
    BigInt((match[6] ?? '').padEnd(9, '0'));
  const days = Number(match[2] ?? 0);
  return match[1] ? DaysDuration.of(-nanos, -days) : DaysDuration.of(nanos, days);
}
