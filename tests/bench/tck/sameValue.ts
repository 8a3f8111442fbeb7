import {
  type FeelContext,
  FeelDateTime,
  type FeelList,
  FeelNumber,
  FeelTime,
  kindOf,
  type Value,
} from '../../../src/bpmn/feel/index.js';

/** Digits after which numbers count as equal: those that the TCK writes of irrational ones. */
const tolerance = '1e-8';

/** Whether the value is what the TCK expects. */
export function sameValue(value: Value, expected: Value): boolean {
  if (value === null || expected === null) return value === expected;
  if (kindOf(value) !== kindOf(expected)) return false;
  if (value instanceof FeelNumber) {
    const scale = FeelNumber.max(1, (expected as FeelNumber).abs());
    return value
      .minus(expected as FeelNumber)
      .abs()
      .lte(scale.times(tolerance));
  }
  if (Array.isArray(value)) return sameList(value, expected as FeelList);
  if (value instanceof Map) return sameContext(value, expected as FeelContext);
  if (value instanceof FeelDateTime || value instanceof FeelTime) return sameMoment(value, expected);
  return typeof value === 'object' ? String(value) === String(expected) : value === expected;
}

function sameList(value: FeelList, expected: FeelList): boolean {
  return (
    value.length === expected.length && value.every((item, index) => sameValue(item, expected[index] ?? null))
  );
}

function sameContext(value: FeelContext, expected: FeelContext): boolean {
  return (
    value.size === expected.size &&
    [...value].every(([key, item]) => expected.has(key) && sameValue(item, expected.get(key) ?? null))
  );
}

/** `Z` and `+00:00` are one offset. */
function sameMoment(value: FeelDateTime | FeelTime, expected: Value): boolean {
  return String(value).replace(/[+-]00:00$/, 'Z') === String(expected).replace(/[+-]00:00$/, 'Z');
}
