import { expect, test } from 'vitest';
import { compile, type EvaluateOptions, fromFeel, type Variables } from '../../../src/bpmn/feel/index.js';

/** The value as JSON: dates, times and durations as their texts. */
export function evaluated(text: string, variables: Variables = {}, options: EvaluateOptions = {}): unknown {
  return fromFeel(compile(text).evaluate(variables, options).value);
}

/** The codes of the reasons why parts are null. */
export function codesOf(text: string, variables: Variables = {}, options: EvaluateOptions = {}): string[] {
  return compile(text)
    .evaluate(variables, options)
    .problems.map(({ code }) => code);
}

/** One test for each expression with its value. */
export function cases(table: [text: string, value: unknown][]): void {
  test.each(table)('%s', (text, expected) => {
    expect(evaluated(text)).toEqual(expected);
  });
}
