import { compare, equals } from './compare.js';
import { type Evaluation, FeelRange, type Value } from './value.js';

/** Whether the value lies in the range; null when it can't be compared with its ends (10.3.2.7). */
export function contains(range: FeelRange, value: Value, evaluation: Evaluation): boolean | null {
  if (range.operator === '=') return equals(value, range.end, evaluation);
  if (range.operator === '!=') {
    const equal = equals(value, range.end, evaluation);
    return equal === null ? null : !equal;
  }
  const above = range.start === null ? true : side(value, range.start, range.startIncluded, 1, evaluation);
  const below = range.end === null ? true : side(value, range.end, range.endIncluded, -1, evaluation);
  if (above === false || below === false) return above === null || below === null ? null : false;
  return above === null || below === null ? null : true;
}

function side(
  value: Value,
  end: Value,
  included: boolean,
  direction: number,
  evaluation: Evaluation,
): boolean | null {
  const order = compare(value, end, evaluation);
  return order === null ? null : order === direction || (included && order === 0);
}

/** The range that a test of one operator is when it is taken as a value: `> 5`. */
export function operatorRange(operator: NonNullable<FeelRange['operator']>, end: Value): FeelRange {
  switch (operator) {
    case '=':
    case '!=':
      return new FeelRange(null, end, false, false, operator);
    case '<':
    case '<=':
      return new FeelRange(null, end, false, operator === '<=', operator);
    default:
      return new FeelRange(end, null, operator === '>=', false, operator);
  }
}
