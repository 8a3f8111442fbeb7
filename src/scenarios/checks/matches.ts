import { isDeepStrictEqual } from 'node:util';

/** Whether a value is what was expected: of objects only the named parts count, lists must be equal entry by entry. */
function matches(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    return expected.every((item, index) => matches(item, actual[index]));
  }
  if (expected === null || typeof expected !== 'object')
    return isDeepStrictEqual(expected ?? null, actual ?? null);
  if (actual === null || typeof actual !== 'object') return false;
  return Object.entries(expected).every(([name, part]) =>
    matches(part, (actual as Record<string, unknown>)[name]),
  );
}

/** One sentence for each part of an object that is not as expected. */
export function mismatches(what: string, expected: Record<string, unknown>, actual: unknown): string[] {
  const values = (actual ?? {}) as Record<string, unknown>;
  return Object.entries(expected)
    .filter(([name, part]) => !matches(part, values[name]))
    .map(
      ([name, part]) =>
        `${what}的 ${name} 应为 ${JSON.stringify(part)}，实为 ${JSON.stringify(values[name] ?? null)}`,
    );
}
