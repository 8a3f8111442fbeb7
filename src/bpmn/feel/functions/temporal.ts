import { dayOfYear, weekOfYear } from '../calendar/days.js';
import type { Zone } from '../calendar/zone.js';
import { equals } from '../values/compare.js';
import { DaysDuration, MonthsDuration } from '../values/duration.js';
import { FeelNumber } from '../values/number.js';
import { type FeelDate, FeelDateTime, FeelTime } from '../values/temporal.js';
import { type Evaluation, kindOf, type Value } from '../values/value.js';
import { type Signature, signature } from './define.js';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

type Day = FeelDate | FeelDateTime;
const dayOf = (value: Day) => (value instanceof FeelDateTime ? value.date : value);

/** Functions of days (DMN 1.5, 10.3.4.7, table 75), `is` (10.3.4.6, table 74) and the clock (10.3.4.10, table 78). */
export const temporalFunctions: Signature[] = [
  signature('day of year(date: day)', (_run, date: Day) => {
    const { year, month, day } = dayOf(date);
    return new FeelNumber(dayOfYear(year, month, day));
  }),
  signature('day of week(date: day)', (_run, date: Day) => weekdayNames[dayOf(date).weekday - 1]),
  signature('month of year(date: day)', (_run, date: Day) => monthNames[dayOf(date).month - 1]),
  signature('week of year(date: day)', (_run, date: Day) => {
    const { year, month, day } = dayOf(date);
    return new FeelNumber(weekOfYear(year, month, day));
  }),
  signature('is(value1?: any, value2?: any)', (run, value1?: Value, value2?: Value) =>
    value1 === undefined || value2 === undefined ? false : is(run, value1, value2),
  ),
  signature('now()', (run) => run.now ?? run.fail('clockNeeded')),
  signature('today()', (run) => run.now?.date ?? run.fail('clockNeeded')),
];

/** The same element of the semantic domain: the same kind, and of times and moments the same clock in the same zone. */
function is(run: Evaluation, left: Value, right: Value): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  if (left instanceof FeelTime) return sameTime(left, right as FeelTime);
  if (left instanceof FeelDateTime) {
    const other = right as FeelDateTime;
    return left.date.epochDay === other.date.epochDay && sameTime(left.time, other.time);
  }
  if (left instanceof DaysDuration || left instanceof MonthsDuration) {
    return left.toString() === (right as DaysDuration | MonthsDuration).toString();
  }
  return equals(left, right, run) === true;
}

function sameTime(left: FeelTime, right: FeelTime): boolean {
  return left.nanos === right.nanos && zoneKey(left.zone) === zoneKey(right.zone);
}

function zoneKey(zone: Zone | null): string {
  return zone ? (zone.offset === null ? zone.text : String(zone.offset)) : '';
}
