import { expect, test } from 'vitest';
import { publicHolidaysOf } from '../../../../src/modules/settings/model/publicHolidays.js';

test('the holidays of 2026 as the State Council gave notice of them', () => {
  const holidays = publicHolidaysOf(2026);
  expect(holidays.map(({ name }) => name)).toEqual([
    '元旦',
    '春节',
    '清明',
    '劳动节',
    '端午',
    '中秋',
    '国庆节',
  ]);
  expect(holidays[0]).toEqual({
    name: '元旦',
    from: '2026-01-01',
    to: '2026-01-03',
    days: 3,
    workedInstead: ['2026-01-04'],
  });
});

test('a year without a notice has none', () => {
  expect(publicHolidaysOf(2090)).toEqual([]);
});
