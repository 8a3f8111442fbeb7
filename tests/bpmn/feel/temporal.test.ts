import { describe, expect, test } from 'vitest';
import { cases, codesOf, evaluated } from './support.js';

describe('arithmetic with dates, times and durations (tables 54 to 58)', () => {
  cases([
    ['@"2024-01-31" + @"P1M"', '2024-02-29'],
    ['@"2023-01-31" + @"P1M"', '2023-02-28'],
    ['@"2024-02-29" - @"P1Y"', '2023-02-28'],
    ['@"2020-01-02" - @"PT1H"', '2020-01-01'],
    ['@"P1D" + @"2020-01-01"', '2020-01-02'],
    ['@"2020-01-02" - @"2020-01-01"', 'P1D'],
    ['@"2020-01-01T23:30:00" + @"PT1H"', '2020-01-02T00:30:00'],
    ['@"2020-01-01T00:00:00Z" - @"2020-01-01T08:00:00+08:00"', 'PT0S'],
    ['@"10:00:00" + @"PT15H"', '01:00:00'],
    ['@"10:00:00" - @"09:00:00"', 'PT1H'],
    ['0.5 * @"PT23H"', 'PT11H30M'],
    ['@"P1Y" / 5', 'P2M'],
    ['@"PT10H" / @"PT4H"', 2.5],
    ['@"P1Y" + @"P1D"', null],
    ['@"P1D" < @"PT25H"', true],
    ['@"P1Y" < @"P366D"', null],
    ['@"2020-01-01" < @"2020-01-01T00:00:00"', null],
    ['@"2020-01-01T00:00:00Z" = @"2020-01-01T08:00:00+08:00"', true],
    ['is(@"2020-01-01T00:00:00Z", @"2020-01-01T08:00:00+08:00")', false],
    ['@"999999999-12-31" + @"P1D"', null],
    ['@"2020-02-30"', null],
    ['@"2020-01-01T10:00:00+08:00".time offset', 'PT8H'],
    ['@"10:00:00@Asia/Shanghai".timezone', 'Asia/Shanghai'],
    ['@"P1DT2H3M4.5S".seconds', 4.5],
  ]);
});

describe('functions of days (table 75)', () => {
  cases([
    ['day of year(@"2019-09-17")', 260],
    ['day of week(@"2019-09-17")', 'Tuesday'],
    ['month of year(@"2019-09-17")', 'September'],
    ['week of year(@"2019-09-17")', 38],
    ['week of year(@"2003-12-29")', 1],
    ['week of year(@"2005-01-01")', 53],
    ['week of year(@"2005-01-03T10:00:00")', 1],
  ]);
});

describe('the clock comes from outside', () => {
  const now = new Date('2026-03-01T16:30:00Z');
  const inShanghai = { now, zone: 'Asia/Shanghai' };

  test('now and today are the moment on the clock of the zone', () => {
    expect(evaluated('now()', {}, inShanghai)).toBe('2026-03-02T00:30:00@Asia/Shanghai');
    expect(evaluated('today()', {}, inShanghai)).toBe('2026-03-02');
    expect(evaluated('today()', {}, { now })).toBe('2026-03-01');
    expect(codesOf('today()')).toEqual(['clockNeeded']);
  });

  test('what is local is local in that zone', () => {
    expect(evaluated('@"2026-03-02T08:00:00" - @"2026-03-02T00:00:00Z"', {}, inShanghai)).toBe('PT0S');
    expect(evaluated('@"2026-03-02T08:00:00" = @"2026-03-02T00:00:00Z"', {}, inShanghai)).toBe(true);
    expect(evaluated('now() < @"2026-03-02T01:00:00"', {}, inShanghai)).toBe(true);
    expect(codesOf('@"2026-03-02T08:00:00" < @"2026-03-02T00:00:00Z"')).toEqual(['zoneNeeded']);
  });

  test('a day is a day of the calendar, an hour an hour, also when the clocks change', () => {
    const berlin = { zone: 'Europe/Berlin' };
    expect(evaluated('@"2026-03-28T12:00:00" + @"P1D"', {}, berlin)).toBe('2026-03-29T12:00:00');
    expect(evaluated('@"2026-03-28T12:00:00" + @"PT24H"', {}, berlin)).toBe('2026-03-29T13:00:00');
    expect(evaluated('@"2026-03-29T01:30:00" + @"PT1H"', {}, berlin)).toBe('2026-03-29T03:30:00');
    expect(evaluated('@"2026-03-28T02:30:00@Europe/Berlin" + @"P1D"')).toBe(
      '2026-03-29T03:30:00@Europe/Berlin',
    );
    expect(evaluated('@"2026-02-28T02:30:00@Europe/Berlin" + @"P1M"')).toBe(
      '2026-03-28T02:30:00@Europe/Berlin',
    );
    expect(evaluated('@"2026-03-30T00:00:00" - @"2026-03-29T00:00:00"', {}, berlin)).toBe('PT23H');
  });

  test('a zone that there is not is the caller’s fault', () => {
    expect(() => evaluated('1', {}, { zone: 'Nowhere' })).toThrow('no such zone');
  });
});
