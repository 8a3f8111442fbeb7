import { describe, expect, test } from 'vitest';
import { readExpression } from '../../../src/bpmn/expressions/Expressions.js';
import { evaluateFeel } from '../../../src/bpmn/expressions/evaluate.js';
import { schedule } from '../../../src/bpmn/timers.js';
import { evaluated } from './support.js';

/** Clocks go forward in Berlin on 2026-03-29 at 2:00 and back on 2026-10-25 at 3:00; in Shanghai they stay. */
describe.each([
  // span, start of the clock, then the clock in Berlin and in Shanghai
  ['P1D', '2026-03-28T13:00:00', '2026-03-29T13:00:00', '2026-03-29T13:00:00'],
  ['PT24H', '2026-03-28T13:00:00', '2026-03-29T14:00:00', '2026-03-29T13:00:00'],
  ['PT1440M', '2026-03-28T13:00:00', '2026-03-29T14:00:00', '2026-03-29T13:00:00'],
  ['PT86400S', '2026-03-28T13:00:00', '2026-03-29T14:00:00', '2026-03-29T13:00:00'],
  ['P1DT24H', '2026-03-27T13:00:00', '2026-03-29T14:00:00', '2026-03-29T13:00:00'],
  ['P1DT1H', '2026-03-28T13:00:00', '2026-03-29T14:00:00', '2026-03-29T14:00:00'],
  ['P2D', '2026-03-28T13:00:00', '2026-03-30T13:00:00', '2026-03-30T13:00:00'],
  ['PT48H', '2026-03-28T13:00:00', '2026-03-30T14:00:00', '2026-03-30T13:00:00'],
  ['P1M', '2026-02-28T13:00:00', '2026-03-28T13:00:00', '2026-03-28T13:00:00'],
  ['P1M', '2026-03-28T13:00:00', '2026-04-28T13:00:00', '2026-04-28T13:00:00'],
  ['P1D', '2026-10-24T13:00:00', '2026-10-25T13:00:00', '2026-10-25T13:00:00'],
  ['PT24H', '2026-10-24T13:00:00', '2026-10-25T12:00:00', '2026-10-25T13:00:00'],
  ['-P1D', '2026-03-29T13:00:00', '2026-03-28T13:00:00', '2026-03-28T13:00:00'],
  ['-PT24H', '2026-03-29T13:00:00', '2026-03-28T12:00:00', '2026-03-28T13:00:00'],
])('%s after %s', (span, start, inBerlin, inShanghai) => {
  test.each([
    ['Europe/Berlin', inBerlin],
    ['Asia/Shanghai', inShanghai],
  ])('on the clock of %s', (zone, expected) => {
    expect(evaluated(`@"${start}" + @"${span}"`, {}, { zone })).toBe(expected);
    expect(evaluated(`@"${span}" + @"${start}"`, {}, { zone })).toBe(expected);
    expect(evaluated(`@"${start}" - (-@"${span}")`, {}, { zone })).toBe(expected);
    expect(evaluated(`@"${start}@${zone}" + @"${span}"`)).toBe(`${expected}@${zone}`);
  });

  test.skipIf(span.startsWith('-')).each(['Europe/Berlin', 'Asia/Shanghai'])('as a timer in %s', (zone) => {
    const reckoned = evaluated(`@"${start}@${zone}" + @"${span}" - @"1970-01-01T00:00:00Z"`);
    const from = evaluated(`(@"${start}@${zone}" - @"1970-01-01T00:00:00Z") / @"PT1S"`);
    const { dueAt } = schedule('timeDuration', span, new Date(Number(from) * 1000), zone) ?? {};
    expect(evaluated(`@"${dueAt}" - @"1970-01-01T00:00:00Z"`)).toBe(reckoned);
  });
});

describe('a duration that is reckoned', () => {
  const moved = (span: string, start = '2026-03-28T13:00:00') =>
    evaluated(`@"${start}" + (${span})`, {}, { zone: 'Europe/Berlin' });

  test.each([
    ['keeps its days', '@"P2D" - @"P1D"', '2026-03-29T13:00:00'],
    ['keeps its hours', '@"PT25H" - @"PT1H"', '2026-03-29T14:00:00'],
    ['keeps both', '@"P1D" + @"PT24H" - @"P1D"', '2026-03-29T14:00:00'],
    ['is a day each time', '2 * @"P1D"', '2026-03-30T13:00:00'],
    ['is 24 hours each time', '2 * @"PT24H"', '2026-03-30T14:00:00'],
    ['is exact where it is a part of a day', '@"P3D" / 2', '2026-03-30T01:00:00'],
    ['has no day where an hour is missing', '@"P1D" - @"PT1H"', '2026-03-29T13:00:00'],
    ['is exact between moments', '@"2026-01-02T08:00:00" - @"2026-01-01T08:00:00"', '2026-03-29T14:00:00'],
    ['is of days between dates', '@"2026-01-02" - @"2026-01-01"', '2026-03-29T13:00:00'],
    ['has a size', 'abs(-@"P1D")', '2026-03-29T13:00:00'],
  ])('%s: %s', (_rule, span, expected) => {
    expect(moved(span)).toBe(expected);
  });

  test('brings one moment to the other over daylight saving', () => {
    const zone = 'Europe/Berlin';
    const [from, to] = ['@"2026-03-28T13:00:00"', '@"2026-03-30T15:30:00"'];
    expect(evaluated(`${from} + (${to} - ${from}) = ${to}`, {}, { zone })).toBe(true);
  });

  test('is as long as the other and reads alike, and is stored so that it stays what it is', () => {
    expect(evaluated('@"P1D" = @"PT24H"')).toBe(true);
    expect(evaluated('string(@"PT24H")')).toBe('P1D');
    expect(evaluated('[@"PT24H", @"P1D", @"P1DT24H", -@"PT36H", @"PT0S", @"P1D" - @"PT1H"]')).toEqual([
      'PT24H',
      'P1D',
      'P1DT24H',
      '-PT36H',
      'PT0S',
      'PT23H',
    ]);
  });
});

test('a due date is 24 hours or one day after now, in the zone of the department', () => {
  const now = new Date('2026-03-28T12:00:00.000Z');
  const due = (feel: string, zone: string) =>
    evaluateFeel(readExpression(feel), {}, { now, zone, types: new Map() }, 'element');
  expect(due('now + duration("PT24H")', 'Europe/Berlin')).toBe('2026-03-29T12:00:00.000Z');
  expect(due('now + duration("P1D")', 'Europe/Berlin')).toBe('2026-03-29T11:00:00.000Z');
  expect(due('now + duration("PT24H")', 'Asia/Shanghai')).toBe('2026-03-29T12:00:00.000Z');
  expect(due('now + duration("P1D")', 'Asia/Shanghai')).toBe('2026-03-29T12:00:00.000Z');
  expect(due('duration("PT24H")', 'Asia/Shanghai')).toBe('PT24H');
});
