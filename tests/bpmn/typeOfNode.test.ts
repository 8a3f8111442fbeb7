import { expect, it, test } from 'vitest';
import { typeOfNode } from '../../src/bpmn/expressions/typeOfNode.js';
import { compile, type FeelType, FeelValues, kindOf, toFeel } from '../../src/bpmn/feel/index.js';

const row: FeelType = {
  kind: 'context',
  entries: new Map<string, FeelType>([
    ['on', { kind: 'date' }],
    ['amount', { kind: 'number' }],
    ['done', { kind: 'boolean' }],
  ]),
};
const types = new Map<string, FeelType>([
  ['day', { kind: 'date' }],
  ['other', { kind: 'date' }],
  ['moment', { kind: 'date and time' }],
  ['hour', { kind: 'time' }],
  ['amount', { kind: 'number' }],
  ['text', { kind: 'string' }],
  ['passed', { kind: 'boolean' }],
  ['rows', { kind: 'list', of: row }],
]);
const stored: Record<string, unknown> = {
  day: '2026-12-05',
  other: '2026-12-01',
  moment: '2026-12-05T02:00:00Z',
  hour: '09:30',
  amount: 0.1,
  text: '甲',
  passed: true,
  rows: [
    { on: '2026-12-07', amount: 1, done: true },
    { on: '2026-12-09', amount: 2, done: false },
  ],
};
const values = new FeelValues(
  [...types].map(([name, type]) => [name, toFeel(stored[name], type) ?? null] as const),
);
const typeOf = (text: string) => typeOfNode(compile(text).tree, (name) => types.get(name));
const resultOf = (text: string) =>
  compile(text).evaluate(values, { now: new Date('2026-12-01T00:00:00Z'), zone: 'Asia/Shanghai' }).value;

it.each([
  'day',
  'moment',
  'day + duration("P1D")',
  'day - duration("P1M")',
  'day - other',
  'duration("PT1H") + duration("PT2H")',
  'moment + duration("PT1H")',
  'hour',
  'amount * 3 - 1',
  '-amount',
  'amount + 1',
  '"a" + text',
  'day.year',
  'passed and amount > 1',
  'not(passed)',
  'some r in rows satisfies r.done',
  'if passed then day else null',
  'if passed then amount else 0',
  'rows[1]',
  'rows[1].on',
  'rows[done]',
  'rows[on > other]',
  'rows[item.amount = 2][1].on',
  'rows.on',
  'max(rows.on)',
  'min(day, other)',
  'sum(rows.amount)',
  'sort(rows.amount, function(a, b) a > b)',
  'for r in rows return r.on',
  'for n in 1..3 return n * amount',
  '{ a: day, b: a + duration("P1D") }',
  '{ a: day, b: a + duration("P1D") }.b',
  '[day, other]',
  'today()',
  'now()',
  'date(moment)',
  'time(moment)',
  'date and time(day, hour)',
  'string(amount)',
  'count(rows)',
  'years and months duration(other, day)',
  'string join(["a", "b"], ",")',
  'day of week(day)',
  'text in ("甲", "乙")',
])('the type of %s is that of its value', (text) => {
  const [type, value] = [typeOf(text), resultOf(text)];
  expect(type.kind).toBe(kindOf(value));
  if (type.kind === 'list' && Array.isArray(value)) expect(type.of.kind).toBe(kindOf(value[0] ?? null));
  if (type.kind === 'context' && value instanceof Map)
    for (const [name, of] of type.entries) expect(of.kind).toBe(kindOf(value.get(name) ?? null));
});

test('what the text does not tell is Any', () => {
  for (const text of [
    'unknown',
    'unknown + unknown',
    'if passed then day else amount',
    'text.length',
    'rows[unknown]',
  ])
    expect(typeOf(text), text).toEqual({ kind: 'Any' });
});
