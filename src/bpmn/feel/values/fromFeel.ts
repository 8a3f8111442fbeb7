import { Budget, defaultLimits, FeelLimit } from '../limits.js';
import { DaysDuration } from './duration.js';
import { FeelNumber, numberText } from './number.js';
import { FeelFunction, FeelRange, isContext, isList, type Value } from './value.js';

const maxDepth = 200;

/**
 * A value of FEEL as JSON: dates, times and durations as their ISO texts (PT24H stays PT24H: a timer made of it counts
 * hours, one of P1D days), numbers as numbers where JavaScript's number
 * says the same, else as their decimal text; ranges and functions, which no JSON can say, as null.
 * @throws {FeelLimit} for a value that would be too big or too deep: one list can stand in another many times
 */
export function fromFeel(value: Value): unknown {
  return convert(value, new Budget(defaultLimits), 0);
}

function convert(value: Value, budget: Budget, depth: number): unknown {
  budget.spend(1);
  if (depth > maxDepth) throw new FeelLimit('depth', maxDepth);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    budget.text(value.length);
    return value;
  }
  if (value instanceof FeelNumber) return plainNumber(value, budget);
  if (value instanceof DaysDuration) return value.toExactText();
  if (isList(value)) return value.map((item) => convert(item, budget, depth + 1));
  if (!isContext(value)) {
    return value instanceof FeelRange || value instanceof FeelFunction ? null : value.toString();
  }
  const result: Record<string, unknown> = {};
  for (const [key, item] of value) {
    // An assignment to `__proto__` would set no entry.
    const entry = {
      value: convert(item, budget, depth + 1),
      enumerable: true,
      writable: true,
      configurable: true,
    };
    Object.defineProperty(result, key, entry);
  }
  return result;
}

/** A number near the ends of the scale has thousands of digits. */
function plainNumber(value: FeelNumber, budget: Budget): number | string {
  const plain = value.toNumber();
  if (value.eq(plain)) return plain;
  budget.text(Math.abs(value.e) + value.precision());
  return numberText(value);
}
