import { expect, test } from 'vitest';
import {
  type NumberingRule,
  numberingErrors,
  numberingPeriod,
  numberingRuleOf,
  possibleTicketNumbers,
  ticketNumber,
} from '../../../../src/modules/settings/model/numbering.js';

const lateEvening = new Date('2026-12-31T16:30:00.000Z');
const rule = (change: Partial<NumberingRule> = {}): NumberingRule => ({
  prefix: 'YC',
  datePart: 'day',
  digits: 4,
  ...change,
});

test.each([
  ['day', 'YC-20270101-0007'],
  ['month', 'YC-202701-0007'],
  ['year', 'YC-2027-0007'],
  ['none', 'YC-0007'],
] as const)('a number with the date part %s, by the department’s clock', (datePart, expected) => {
  const period = numberingPeriod(rule({ datePart }), lateEvening, 'Asia/Shanghai');
  expect(ticketNumber(rule({ datePart }), period, 7)).toBe(expected);
});

test('a count has one number for each setting of the digits', () => {
  expect(possibleTicketNumbers('YC', '2026', 12345)).toEqual([
    'YC-2026-12345',
    'YC-2026-012345',
    'YC-2026-0012345',
    'YC-2026-00012345',
  ]);
  expect(possibleTicketNumbers('YC', '', 7)).toContain('YC-007');
});

test('a count that outgrows its digits goes on', () => {
  expect(ticketNumber(rule({ digits: 3 }), '2026', 1000)).toBe('YC-2026-1000');
});

test('without a setting the diagram’s prefix applies', () => {
  expect(numberingRuleOf(undefined, 'remote-service', 'YC')).toEqual(rule());
  expect(numberingRuleOf({}, 'constructor', undefined)).toEqual(rule({ prefix: 'GD' }));
  const own = rule({ prefix: 'F', digits: 5 });
  expect(numberingRuleOf({ 'remote-service': own }, 'remote-service', 'YC')).toEqual(own);
});

test.each([
  ['A', 4, ['a.prefix']],
  ['yc', 4, ['a.prefix']],
  ['1A', 4, ['a.prefix']],
  ['ABCDEFGHIJK', 4, ['a.prefix']],
  ['AB', 2, ['a.digits']],
  ['AB', 9, ['a.digits']],
  ['AB', Number.NaN, ['a.digits']],
  ['AB', 4.5, ['a.digits']],
  ['A1', 3, []],
])('prefix %s with %s digits', (prefix, digits, wrong) => {
  expect(numberingErrors({ a: rule({ prefix, digits }) }).map(({ path }) => path)).toEqual(wrong);
});

test('two processes can’t share a prefix', () => {
  expect(numberingErrors({ a: rule(), b: rule() }).map(({ path }) => path)).toEqual(['a.prefix', 'b.prefix']);
});
