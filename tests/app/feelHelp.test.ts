import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ExampleData, exampleClock } from '../../src/app/feelHelp/examples.js';
import { exampleGroups } from '../../src/app/feelHelp/index.js';
import { mistakes } from '../../src/app/feelHelp/mistakes.js';
import { compile, describeValue, FeelSyntaxError, toFeel, Zone } from '../../src/bpmn/feel/index.js';

const examples = exampleGroups.flatMap((group) => group.examples);
const zone = Zone.parse(exampleClock.zone);
const folder = join(import.meta.dirname, '../../forms');

/** `name title` of every field that the delivered forms have. */
const fields = new Set(
  readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .flatMap(({ properties }: { properties: Record<string, { title?: string }> }) =>
      Object.entries(properties).map(([name, { title }]) => `${name} ${title}`),
    ),
);

function run(expression: string, data: ExampleData[]) {
  const given = data.map(({ name, type, stored }) => {
    const value = toFeel(stored, type);
    expect(value, `${name} is stored as its type wants`).not.toBeUndefined();
    return [name, value] as const;
  });
  const variables = new Map<string, unknown>([...given, ['now', exampleClock.now]]);
  return compile(expression).evaluate(variables, exampleClock);
}

describe('the examples of the help page', () => {
  test.each(examples)('$expression is $result', ({ expression, data, result }) => {
    const { value, problems } = run(expression, data);
    expect(problems).toEqual([]);
    expect(describeValue(value, zone)).toBe(result);
  });

  test('they use only fields of the delivered forms, or counts of a vote', () => {
    const used = [...examples, ...mistakes].flatMap(({ data }) => data);
    const others = used.filter(({ name, title }) => !fields.has(`${name} ${title}`));
    expect(others.filter(({ name }) => !/^numberOf[A-Z]/.test(name))).toEqual([]);
  });
});

describe('the mistakes explained on the help page', () => {
  test.each(mistakes)('$wrong has no answer, $right has one', ({ wrong, right, data }) => {
    expect(outcome(wrong, data)).not.toBe('answered');
    expect(outcome(right, data)).toBe('answered');
  });
});

function outcome(expression: string, data: ExampleData[]): string {
  try {
    const { value, problems } = run(expression, data);
    return typeof value === 'boolean' && problems.length === 0 ? 'answered' : 'no answer';
  } catch (error) {
    if (error instanceof FeelSyntaxError) return 'unreadable';
    throw error;
  }
}
