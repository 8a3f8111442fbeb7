import { expect, test } from 'vitest';
import { builtInHelp, builtInSignatures, compile, references } from '../../../src/bpmn/feel/index.js';
import { evaluated } from './support.js';

const helps = builtInHelp.flatMap(({ functions }) => functions);
const clock = { now: new Date('2026-03-02T16:30:00Z'), zone: 'Asia/Shanghai' };

test('every built-in function is explained once, in Chinese', () => {
  expect(helps.map(({ name }) => name).sort()).toEqual([...builtInSignatures().keys()].sort());
  expect(helps.filter(({ meaning }) => !/\p{Script=Han}/u.test(meaning) || meaning.includes('\n'))).toEqual(
    [],
  );
});

test.each(helps)(
  'the example of $name calls it and has the value that is named',
  ({ name, example, value }) => {
    expect(references(compile(example).tree).calls.map((call) => call.name)).toContain(name);
    const found = evaluated(example, {}, clock);
    expect(found).not.toBeNull();
    expect(found).toEqual(evaluated(value, {}, clock));
  },
);
