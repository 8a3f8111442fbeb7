import { group } from './builtIn.js';

export const dateGroup = group('日期和时间', [
  ['now', '现在的日期时间（办理的那一刻）', 'now() >= now()', 'true'],
  ['today', '今天的日期（办理的那一天）', 'today() = date(now())', 'true'],
  ['date', '把文字或年、月、日变成日期', 'date(2026, 3, 1)', 'date("2026-03-01")'],
  [
    'date and time',
    '把文字变成日期时间，或把日期和时间合在一起',
    'date and time(date("2026-03-01"), time("08:30:00"))',
    'date and time("2026-03-01T08:30:00")',
  ],
  ['time', '把文字或时、分、秒变成时间', 'time(8, 30, 0)', 'time("08:30:00")'],
  [
    'duration',
    '时长：P3D 是日历上的三天，PT4H 是四小时，P1M 是一个月',
    'date("2026-03-01") + duration("P3D")',
    'date("2026-03-04")',
  ],
  [
    'years and months duration',
    '两个日期相差几年几个月',
    'years and months duration(date("2024-01-15"), date("2026-03-15"))',
    'duration("P2Y2M")',
  ],
  ['day of week', '星期几，英文全称：Monday 是星期一', 'day of week(date("2026-03-02"))', '"Monday"'],
  ['day of year', '一年中的第几天', 'day of year(date("2026-02-01"))', '32'],
  ['week of year', '一年中的第几周（周一开始）', 'week of year(date("2026-03-02"))', '10'],
  ['month of year', '月份，英文全称：March 是三月', 'month of year(date("2026-03-02"))', '"March"'],
]);
