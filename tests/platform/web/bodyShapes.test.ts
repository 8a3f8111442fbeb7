import { expect, test } from 'vitest';
import {
  button,
  choice,
  chosenId,
  chosenIds,
  form,
  formFields,
  formWith,
  optionalChoice,
  optionalDay,
  text,
  tick,
  wholeNumber,
} from '../../../src/platform/web/bodyShapes.js';

const shape = form({
  _revision: wholeNumber,
  reason: text('原因', 5),
  people: chosenIds('人员'),
  owner: chosenId('负责人'),
  answer: choice('是否同意', ['yes', 'no']),
  order: optionalChoice('顺序', ['a', 'b']),
  on: optionalDay('日期'),
  sure: tick('yes'),
  _action: button(['save', 'preview']),
});
const least = { _revision: '3', answer: 'no' };

test('what a page does not send is empty, none, unticked', () => {
  expect(shape.parse(least)).toEqual({
    _revision: 3,
    answer: 'no',
    reason: '',
    people: [],
    owner: null,
    sure: false,
  });
  const empty = { ...least, people: ['', '4'], owner: '', order: '', on: '' };
  expect(shape.parse(empty)).toMatchObject({ people: [4], owner: null, order: undefined, on: undefined });
  expect(shape.parse({ ...least, people: '7', owner: '9', on: '2026-02-28', sure: 'yes' })).toMatchObject({
    people: [7],
    owner: 9,
    on: '2026-02-28',
    sure: true,
  });
});

test.each<[string, Record<string, unknown>]>([
  ['no revision', { answer: 'no' }],
  ['no answer', { _revision: '3' }],
  ['a revision that is none', { ...least, _revision: '-1' }],
  ['two revisions', { ...least, _revision: ['1', '2'] }],
  ['too long a text', { ...least, reason: '一二三四五六' }],
  ['a list for a text', { ...least, reason: ['a'] }],
  ['an object for a text', { ...least, reason: { a: 'b' } }],
  ['a number for a text', { ...least, reason: 1 }],
  ['null for a text', { ...least, reason: null }],
  ['an id that is none', { ...least, people: ['4', 'x'] }],
  ['an id that no column holds', { ...least, owner: '2147483648' }],
  ['an object for ids', { ...least, people: { 0: '4' } }],
  ['a choice that is not offered', { ...least, answer: 'maybe' }],
  ['a day that is none', { ...least, on: '2026-02-30' }],
  ['a button that is none', { ...least, _action: 'delete' }],
  ['a JSON button', { ...least, _action: { kind: 'save' } }],
  ['an unknown name', { ...least, isAdmin: 'true' }],
  ['a name of every object', { ...least, toString: 'x' }],
  ['the prototype', JSON.parse('{"_revision":"3","answer":"no","__proto__":{"sure":"yes"}}')],
])('%s is refused', (_, body) => {
  expect(shape.safeParse(body).success).toBe(false);
});

test('groups of fields come by their names, and no name can pass for a group', () => {
  const task = formWith(
    { _revision: wholeNumber },
    { fields: formFields, performers: { names: /^_performers\./, value: chosenId('办理人') } },
  );
  expect(task.parse({ _revision: '1', a: 'x', b: ['y', 'z'], '_performers.t': '5' })).toEqual({
    _revision: 1,
    fields: { a: 'x', b: ['y', 'z'] },
    performers: { '_performers.t': 5 },
  });
  expect(task.parse({ _revision: '1', performers: 'x' }).performers).toEqual({});
  for (const wrong of [{ _other: 'x' }, { a: { b: 'c' } }, { a: 1 }, { '_performers.t': 'x' }])
    expect(task.safeParse({ _revision: '1', ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  const choices = formWith({}, { choices: { names: /^task-/, value: text('接手人') } });
  expect(choices.safeParse({ choices: 'x' }).success).toBe(false);
});
