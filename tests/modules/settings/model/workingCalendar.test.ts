import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingTime,
  type WorkingCalendar,
  workingTimeBetween,
} from '../../../../src/modules/settings/model/workingCalendar.js';

const hour = 3_600_000;
const calendar: WorkingCalendar = {
  timeZone: 'Asia/Shanghai',
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  exceptions: {},
};
const at = (local: string) => new Date(`${local}:00+08:00`);
const later = (local: string, hours: number, own = calendar) => addWorkingTime(own, at(local), hours * hour);

describe('working time', () => {
  test.each([
    ['within the morning', '2026-11-23T09:00', 2, '2026-11-23T11:00'],
    ['over the lunch break', '2026-11-23T11:00', 2, '2026-11-23T14:30'],
    ['into the next day', '2026-11-23T16:30', 2, '2026-11-24T09:30'],
    ['over a weekend', '2026-11-27T17:00', 1, '2026-11-30T09:00'],
    ['from the night', '2026-11-23T03:00', 1, '2026-11-23T09:30'],
    ['over the National Day holidays', '2026-09-30T17:00', 1, '2026-10-08T09:00'],
    ['on a make-up Saturday', '2026-10-10T09:00', 1, '2026-10-10T10:00'],
    ['to the end of a span exactly', '2026-11-23T08:30', 3.5, '2026-11-23T12:00'],
  ])('runs %s', (_case, from, hours, expected) => {
    expect(later(from, hours)).toEqual(at(expected));
  });

  test('follows the exceptions of the department', () => {
    const exceptions = { '2026-11-24': 'off', '2026-11-28': 'working' } as const;
    const own = { ...calendar, exceptions };
    expect(later('2026-11-23T17:00', 1, own)).toEqual(at('2026-11-25T09:00'));
    expect(later('2026-11-27T17:00', 1, own)).toEqual(at('2026-11-28T09:00'));
  });

  test('a calendar without working hours is refused instead of searched for ever', () => {
    expect(() => later('2026-11-23T09:00', 1, { ...calendar, hours: [] })).toThrow();
  });

  test('added working time equals the working time between the two moments', () => {
    const moments = fc.integer({
      min: at('2026-01-01T00:00').getTime(),
      max: at('2026-12-01T00:00').getTime(),
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 * hour }), (from, span) => {
        const due = addWorkingTime(calendar, new Date(from), span);
        expect(workingTimeBetween(calendar, new Date(from), due)).toBe(span);
      }),
    );
  });
});
