import { stepsOfRegion } from '../calendar/zone.js';
import { DaysDuration, MonthsDuration } from './duration.js';
import { compareMoments, compareTimes } from './moments.js';
import { FeelNumber } from './number.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import { type Evaluation, FeelFunction, FeelRange, isContext, isList, kindOf, type Value } from './value.js';

/**
 * Equality (DMN 1.5, 10.3.2.13, table 53): true, false, or null between different kinds.
 * Null equals null and nothing else.
 */
export function equals(left: Value, right: Value, evaluation: Evaluation): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' || typeof left === 'boolean') {
    return typeof left === typeof right ? left === right : null;
  }
  if (kindOf(left) !== kindOf(right)) return null;
  if (isList(left)) return equalLists(left, right as readonly Value[], evaluation);
  if (isContext(left)) return equalContexts(left, right as ReadonlyMap<string, Value>, evaluation);
  if (left instanceof FeelRange) return equalRanges(left, right as FeelRange, evaluation);
  if (left instanceof FeelFunction) return left === right;
  const order = compare(left, right, evaluation);
  return order === null ? null : order === 0;
}

/** Order of two values of one kind that has one; null when there is none. Texts go by code points. */
export function compare(left: Value, right: Value, evaluation: Evaluation): number | null {
  if (left instanceof FeelNumber) return right instanceof FeelNumber ? left.cmp(right) : null;
  if (typeof left === 'string') {
    if (typeof right !== 'string') return null;
    evaluation.budget.spend((left.length + right.length) >> 8);
    return compareTexts(left, right);
  }
  if (left instanceof FeelDate) {
    return right instanceof FeelDate ? sign(left.epochDay - right.epochDay) : null;
  }
  if (left instanceof FeelDateTime) {
    if (!(right instanceof FeelDateTime)) return null;
    if (left.zone?.isRegion || right.zone?.isRegion) evaluation.budget.spend(stepsOfRegion);
    return compareMoments(left, right, evaluation.zone);
  }
  if (left instanceof FeelTime) {
    return right instanceof FeelTime ? compareTimes(left, right, evaluation.zone) : null;
  }
  if (left instanceof DaysDuration) {
    return right instanceof DaysDuration ? sign(left.nanos - right.nanos) : null;
  }
  if (left instanceof MonthsDuration) {
    return right instanceof MonthsDuration ? sign(left.months - right.months) : null;
  }
  return null;
}

/** UTF-16 order is that of code points but for the surrogates, which stand for higher ones than U+E000 to U+FFFF. */
function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return sign(codePointRank(a) - codePointRank(b));
  }
  return sign(left.length - right.length);
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function sign(difference: number | bigint): number {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

function equalLists(left: readonly Value[], right: readonly Value[], evaluation: Evaluation): boolean | null {
  if (left.length !== right.length) return false;
  evaluation.budget.spend(left.length);
  let result: boolean | null = true;
  for (let index = 0; index < left.length; index++) {
    const equal = equals(left[index] ?? null, right[index] ?? null, evaluation);
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}

function equalContexts(
  left: ReadonlyMap<string, Value>,
  right: ReadonlyMap<string, Value>,
  evaluation: Evaluation,
): boolean | null {
  if (left.size !== right.size) return false;
  evaluation.budget.spend(left.size);
  let result: boolean | null = true;
  for (const [key, value] of left) {
    const other = right.get(key);
    const equal = other === undefined ? false : equals(value, other, evaluation);
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}

function equalRanges(left: FeelRange, right: FeelRange, evaluation: Evaluation): boolean | null {
  if (left.operator !== right.operator) return false;
  if (left.startIncluded !== right.startIncluded || left.endIncluded !== right.endIncluded) return false;
  return equalLists([left.start, left.end], [right.start, right.end], evaluation);
}
