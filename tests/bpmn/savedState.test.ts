import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDefinition } from '../../src/bpmn/loadDefinition.js';
import { isSameState } from '../../src/bpmn/runtime/state/savedState.js';
import { movableElements, step } from '../../src/bpmn/step.js';
import type { EngineCommand, EngineState, StepResult } from '../../src/bpmn/types.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { variableTypes } from '../../src/forms/variables/variableTypes.js';
import { ZONE } from './support/diagrams.js';

/** What the program stored before states had a format, and what it did next. */
interface Stored {
  sources: Record<string, object>;
  ended: EngineState;
  cases: {
    name: string;
    process: string;
    state: EngineState;
    now: string;
    command: EngineCommand;
    result: StepResult;
  }[];
}

const file = join(import.meta.dirname, 'savedStates/format0.json');
const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
const folder = join(import.meta.dirname, '../../forms');
const types = variableTypes(
  readdirSync(folder)
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => parseForm(name, readFileSync(join(folder, name), 'utf8'))),
);
const definitionOf = (process: string) => loadDefinition(JSON.stringify(stored.sources[process]), types);

describe('a state of format 0', () => {
  test.each(stored.cases)('goes on as it did: $name', ({ process, state, now, command, result }) => {
    const before = JSON.stringify(state);
    const next = step(definitionOf(process), state, command, new Date(now), ZONE);
    const { state: was, ...rest } = result;
    // The program that wrote the file knew none of these.
    const since = { signals: [], conditions: [], thrown: [] };
    expect(JSON.parse(JSON.stringify({ ...next, state: null }))).toEqual({ ...rest, ...since, state: null });
    expect(next.state).toEqual({ format: 2, ...was });
    expect(isSameState(next.state, was)).toBe(true);
    expect(JSON.stringify(state), 'the stored state is left untouched').toBe(before);
  });

  test('that has ended stays ended', () => {
    const start = { type: 'cancel', variables: {} } as const;
    expect(() => step(definitionOf('remote-service'), stored.ended, start, new Date(), ZONE)).toThrow(
      '已经结束',
    );
  });

  test('differs from a state with other content', () => {
    const [one, two] = stored.cases.filter(({ process }) => process === 'organization-design');
    expect(isSameState(one!.state, two!.state)).toBe(false);
  });
});

test.each([3, 999, -1, 1.5, '1', null])('a state of the unknown format %j is refused', (format) => {
  const { process, state, command, now } = stored.cases[0]!;
  const newer = { ...state, format };
  const definition = definitionOf(process);
  expect(() => step(definition, newer, command, new Date(now), ZONE)).toThrow('请升级程序');
  expect(() => movableElements(definition, newer, 'x')).toThrow('请升级程序');
  expect(isSameState(newer, state)).toBe(false);
});
