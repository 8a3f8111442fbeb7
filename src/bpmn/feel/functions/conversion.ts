import { stepsOfRegion, Zone } from '../calendar/zone.js';
import { type DaysDuration, MonthsDuration, parseDuration } from '../values/duration.js';
import { midnight } from '../values/moments.js';
import { type FeelNumber, parseNumber, toInteger } from '../values/number.js';
import { FeelDate, FeelDateTime, FeelTime, parseDate } from '../values/temporal.js';
import { toText } from '../values/text.js';
import type { Evaluation, Value } from '../values/value.js';
import { type Signature, signature } from './define.js';
import { readDateTime, readTime } from './readTemporal.js';

/** Conversion functions (DMN 1.5, 10.3.4.1, table 69). */
export const conversionFunctions: Signature[] = [
  signature('date(from: string)', (run, from: string) => parseDate(from) ?? run.fail('unreadable', from)),
  signature('date(from: day)', (_run, from: FeelDate | FeelDateTime) => dayOf(from)),
  signature('date(year: number, month: number, day: number)', (run, ...parts: FeelNumber[]) => {
    const [year, month, day] = parts.map((part) => (part.isInteger() ? part.toNumber() : Number.NaN));
    return FeelDate.of(year!, month!, day!) ?? run.fail('outOfRange', ...parts);
  }),
  signature('date and time(from: string)', (run, from: string) => {
    if (from.includes('@')) run.budget.spend(stepsOfRegion);
    const day = parseDate(from);
    return (day ? midnight(day, null) : readDateTime(from)) ?? run.fail('unreadable', from);
  }),
  signature('date and time(from: moment)', (_run, from: FeelDateTime) => from),
  signature(
    'date and time(date: day, time: time)',
    (_run, date: FeelDate | FeelDateTime, time: FeelTime) => new FeelDateTime(dayOf(date), time),
  ),
  signature('date and time(date: moment, timezone: string)', (run, date: FeelDateTime, timezone: string) => {
    run.budget.spend(stepsOfRegion);
    const zone = Zone.parse(timezone);
    if (!zone) return run.fail('unreadable', timezone);
    const from = date.zone ? date : inZone(date, run.zone);
    return from ? FeelDateTime.atEpochNanos(from.epochNanos, zone) : run.fail('zoneNeeded', date);
  }),
  signature(
    'date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days?)',
    momentOfParts,
  ),
  signature('time(from: string)', (run, from: string) => {
    if (from.includes('@')) run.budget.spend(stepsOfRegion);
    return readTime(from) ?? run.fail('unreadable', from);
  }),
  signature('time(from: time)', (_run, from: FeelTime) => from),
  signature('time(from: day)', (_run, from: FeelDate | FeelDateTime) =>
    from instanceof FeelDateTime ? from.time : FeelTime.ofNanos(0n, Zone.utc),
  ),
  signature('time(hour: number, minute: number, second: number, offset?: days?)', timeOfParts),
  signature('number(from: string, grouping separator?: string?, decimal separator?: string?)', readNumber),
  signature('number(from: number)', (_run, from: FeelNumber) => from),
  signature('string(from: any)', (run, from: Value) => toText(from, (size) => run.budget.text(size))),
  signature(
    'duration(from: string)',
    (run, from: string) => parseDuration(from) ?? run.fail('unreadable', from),
  ),
  signature('duration(from: duration)', (_run, from: DaysDuration | MonthsDuration) => from),
  signature(
    'years and months duration(from: day, to: day)',
    (_run, from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime) => monthsBetween(from, to),
  ),
];

function dayOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDateTime ? value.date : value;
}

function inZone(value: FeelDateTime, zone: Zone | null): FeelDateTime | null {
  return zone && new FeelDateTime(value.date, FeelTime.ofNanos(value.time.nanos, zone));
}

function timeOfParts(
  run: Evaluation,
  hour: FeelNumber,
  minute: FeelNumber,
  second: FeelNumber,
  offset?: DaysDuration | null,
): Value {
  const zone = offset ? Zone.ofSeconds(offset.totalSeconds.toNumber()) : null;
  if (offset && !zone) return run.fail('outOfRange', offset);
  if (!hour.isInteger() || !minute.isInteger()) return run.fail('outOfRange', hour, minute);
  const whole = second.floor();
  const nano = second.minus(whole).times(1e9).floor().toNumber();
  const time = FeelTime.of(hour.toNumber(), minute.toNumber(), whole.toNumber(), nano, zone);
  return time ?? run.fail('outOfRange', hour, minute, second);
}

function momentOfParts(
  run: Evaluation,
  year: FeelNumber,
  month: FeelNumber,
  day: FeelNumber,
  hour: FeelNumber,
  minute: FeelNumber,
  second: FeelNumber,
  offset?: DaysDuration | null,
): Value {
  const date = FeelDate.of(year.toNumber(), month.toNumber(), day.toNumber());
  if (!date) return run.fail('outOfRange', year, month, day);
  const time = timeOfParts(run, hour, minute, second, offset);
  return time instanceof FeelTime ? new FeelDateTime(date, time) : null;
}

/** Separators are a space, a comma or a full stop, and differ; null takes the defaults: none, and the full stop. */
function readNumber(run: Evaluation, from: string, grouping?: string | null, decimal?: string | null): Value {
  const [group, point] = [grouping ?? null, decimal ?? null];
  const allowed = (sign: string | null, signs: string[]) => sign === null || signs.includes(sign);
  if (
    !allowed(group, [' ', ',', '.']) ||
    !allowed(point, [',', '.']) ||
    (group !== null && group === point)
  ) {
    return run.fail('wrongArguments', from, group, point);
  }
  const compact = group === null ? from : from.split(group).join('');
  const plain = point === null || point === '.' ? compact : compact.replace('.', 'x').replace(point, '.');
  return parseNumber(plain) ?? run.fail('unreadable', from);
}

/** Whole months from the one day to the other; times of the day are left aside. */
function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): Value {
  const [start, end] = [dayOf(from), dayOf(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  if (months > 0 && end.day < start.day) return MonthsDuration.of(months - 1);
  if (months < 0 && end.day > start.day) return MonthsDuration.of(months + 1);
  return MonthsDuration.of(months);
}

/** A whole number among the arguments, as JavaScript's; null when it is none. */
export function wholeNumber(value: FeelNumber): number | null {
  return value.isInteger() ? toInteger(value) : null;
}
