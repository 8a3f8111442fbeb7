import { stepsOfRegion, Zone } from '../calendar/zone.js';
import type { ArithmeticOperator } from '../parse/tree.js';
import { DaysDuration, MonthsDuration } from './duration.js';
import { addToDate, addToDateTime, midnight, nanosBetween, nanosBetweenTimes } from './moments.js';
import { FeelNumber, finite } from './number.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { Evaluation, Value } from './value.js';

/** The operator's value for two operands (DMN 1.5, 10.3.2.14 and 15, tables 54 to 58); null with its reason. */
export function arithmetic(
  operator: ArithmeticOperator,
  left: Value,
  right: Value,
  evaluation: Evaluation,
): Value {
  if (left instanceof FeelNumber && right instanceof FeelNumber) {
    return numbers(operator, left, right, evaluation);
  }
  switch (operator) {
    case '+':
      return add(left, right, evaluation);
    case '-':
      return subtract(left, right, evaluation);
    case '*':
      return multiply(left, right, evaluation);
    case '/':
      return divide(left, right, evaluation);
    default:
      return evaluation.fail('wrongTypes', left, right);
  }
}

function numbers(
  operator: ArithmeticOperator,
  left: FeelNumber,
  right: FeelNumber,
  evaluation: Evaluation,
): Value {
  switch (operator) {
    case '+':
      return finite(left.plus(right)) ?? evaluation.fail('outOfRange', left, right);
    case '-':
      return finite(left.minus(right)) ?? evaluation.fail('outOfRange', left, right);
    case '*':
      return finite(left.times(right)) ?? evaluation.fail('outOfRange', left, right);
    case '/':
      if (right.isZero()) return evaluation.fail('divisionByZero', left, right);
      return finite(left.div(right)) ?? evaluation.fail('outOfRange', left, right);
    case '**':
      return power(left, right, evaluation);
  }
}

/** A logarithm or an exponential takes as long as this many turns of a loop. */
export const stepsOfTranscendental = 400;

/** A power whose size can't be a number is refused before it is computed. */
function power(base: FeelNumber, exponent: FeelNumber, evaluation: Evaluation): Value {
  if (base.isZero() && exponent.isNegative() && !exponent.isZero()) {
    return evaluation.fail('divisionByZero', base, exponent);
  }
  const digits = base.isZero() ? 0 : Math.log10(Math.abs(base.toNumber()) || 1e-300) * exponent.toNumber();
  if (Math.abs(digits) > 7000) {
    return digits < 0 ? new FeelNumber(0) : evaluation.fail('outOfRange', base, exponent);
  }
  evaluation.budget.spend(exponent.isInteger() ? 50 : stepsOfTranscendental);
  return finite(base.pow(exponent)) ?? evaluation.fail('outOfRange', base, exponent);
}

function add(left: Value, right: Value, evaluation: Evaluation): Value {
  if (typeof left === 'string' && typeof right === 'string') {
    evaluation.budget.text(left.length + right.length);
    return left + right;
  }
  if (isDuration(left) && isDuration(right)) return addDurations(left, right, 1n, evaluation);
  if (isDuration(right)) return shift(left, right, left, right, evaluation);
  if (isDuration(left)) return shift(right, left, left, right, evaluation);
  return evaluation.fail('wrongTypes', left, right);
}

function subtract(left: Value, right: Value, evaluation: Evaluation): Value {
  if (isDuration(left) && isDuration(right)) return addDurations(left, right, -1n, evaluation);
  if (isDuration(right)) return shift(left, negate(right), left, right, evaluation);
  if (left instanceof FeelTime && right instanceof FeelTime) {
    const nanos = nanosBetweenTimes(right, left, evaluation.zone);
    return nanos === null ? evaluation.fail('zoneNeeded', left, right) : DaysDuration.of(nanos);
  }
  const [from, to] = moments(right, left, evaluation);
  evaluation.budget.spend(stepsOfRegion);
  if (!from || !to) return evaluation.fail('wrongTypes', left, right);
  const nanos = nanosBetween(from, to, evaluation.zone);
  if (nanos === null) return evaluation.fail('zoneNeeded', left, right);
  // Between two dates lie days of the calendar, between moments an exact length.
  const dates = left instanceof FeelDate && right instanceof FeelDate;
  return DaysDuration.of(nanos, dates ? to.date.epochDay - from.date.epochDay : 0);
}

/** Both as moments: a date is its midnight, in the caller's zone, or at UTC when there is none and the other has a zone. */
function moments(a: Value, b: Value, { zone }: Evaluation): [FeelDateTime | null, FeelDateTime | null] {
  const dates = a instanceof FeelDate && b instanceof FeelDate;
  const toMoment = (value: Value) => {
    if (value instanceof FeelDateTime) return value;
    if (!(value instanceof FeelDate)) return null;
    return midnight(value, dates ? null : (zone ?? Zone.utc));
  };
  return [dates ? midnight(a, Zone.utc) : toMoment(a), dates ? midnight(b, Zone.utc) : toMoment(b)];
}

function shift(
  value: Value,
  duration: DaysDuration | MonthsDuration,
  left: Value,
  right: Value,
  evaluation: Evaluation,
): Value {
  if (value instanceof FeelDate)
    return addToDate(value, duration) ?? evaluation.fail('outOfRange', left, right);
  if (value instanceof FeelDateTime) {
    if ((value.zone ?? evaluation.zone)?.isRegion) evaluation.budget.spend(stepsOfRegion);
    return addToDateTime(value, duration, evaluation.zone) ?? evaluation.fail('outOfRange', left, right);
  }
  if (value instanceof FeelTime && duration instanceof DaysDuration) {
    return FeelTime.ofNanos(value.nanos + duration.nanos, value.zone);
  }
  return evaluation.fail('wrongTypes', left, right);
}

function addDurations(
  left: DaysDuration | MonthsDuration,
  right: DaysDuration | MonthsDuration,
  sign: 1n | -1n,
  evaluation: Evaluation,
): Value {
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    const days = left.calendarDays + Number(sign) * right.calendarDays;
    return (
      DaysDuration.of(left.nanos + sign * right.nanos, days) ?? evaluation.fail('outOfRange', left, right)
    );
  }
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) {
    const months = left.months + Number(sign) * right.months;
    return MonthsDuration.of(months) ?? evaluation.fail('outOfRange', left, right);
  }
  return evaluation.fail('wrongTypes', left, right);
}

function multiply(left: Value, right: Value, evaluation: Evaluation): Value {
  if (isDuration(left) && right instanceof FeelNumber) {
    return scale(left, (size) => size.times(right)) ?? evaluation.fail('outOfRange', left, right);
  }
  if (left instanceof FeelNumber && isDuration(right)) {
    return scale(right, (size) => size.times(left)) ?? evaluation.fail('outOfRange', left, right);
  }
  return evaluation.fail('wrongTypes', left, right);
}

function divide(left: Value, right: Value, evaluation: Evaluation): Value {
  if (!isDuration(left)) return evaluation.fail('wrongTypes', left, right);
  if (right instanceof FeelNumber) {
    if (right.isZero()) return evaluation.fail('divisionByZero', left, right);
    return scale(left, (size) => size.div(right)) ?? evaluation.fail('outOfRange', left, right);
  }
  if (!isDuration(right) || left.constructor !== right.constructor) {
    return evaluation.fail('wrongTypes', left, right);
  }
  const by = sizeOf(right);
  return by.isZero() ? evaluation.fail('divisionByZero', left, right) : sizeOf(left).div(by);
}

/** Nanoseconds or months. */
function sizeOf(duration: DaysDuration | MonthsDuration): FeelNumber {
  return new FeelNumber(duration instanceof DaysDuration ? duration.nanos.toString() : duration.months);
}

/** Parts of a nanosecond, or of a month, are cut off; a part of a calendar day is an exact length. */
function scale(duration: DaysDuration | MonthsDuration, change: (size: FeelNumber) => FeelNumber): Value {
  const size = change(sizeOf(duration)).trunc();
  if (size.abs().gt('1e27')) return null;
  if (!(duration instanceof DaysDuration)) return MonthsDuration.of(size.toNumber());
  const days = change(new FeelNumber(duration.calendarDays)).trunc();
  return DaysDuration.of(BigInt(size.toFixed()), days.toNumber());
}

/** The duration in the other direction. */
export function negate<T extends DaysDuration | MonthsDuration>(duration: T): T {
  const result =
    duration instanceof DaysDuration
      ? DaysDuration.of(-duration.nanos, -duration.calendarDays)
      : MonthsDuration.of(-duration.months);
  return result as T;
}

export function isDuration(value: Value): value is DaysDuration | MonthsDuration {
  return value instanceof DaysDuration || value instanceof MonthsDuration;
}
