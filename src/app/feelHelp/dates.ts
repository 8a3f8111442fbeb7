import { date, dateTime, datum, example, rows, text } from './examples.js';

const appointmentAt = datum('appointmentAt', '约定到场时间', dateTime, '2026-03-03T06:00:00.000Z');

export const dateExamples = [
  example('八小时之后', 'now + duration("PT8H")', '2026-03-02 17:00'),
  example('三天之后的同一时刻', 'now + duration("P3D")', '2026-03-05 09:00'),
  example(
    '约定的时间；没有约定时从现在起 24 小时',
    'if appointmentAt = null then now + duration("PT24H") else appointmentAt',
    '2026-03-03 14:00',
    appointmentAt,
  ),
  example('约定时间之前四小时', 'appointmentAt - duration("PT4H")', '2026-03-03 10:00', appointmentAt),
  example(
    '已经过了办结期限',
    'instructionDueOn < today()',
    '是',
    datum('instructionDueOn', '办结期限', date, '2026-03-01'),
  ),
  example(
    '还有几天生效',
    '(effectiveOn - today()).days',
    '13',
    datum('effectiveOn', '生效日期', date, '2026-03-15'),
  ),
  example(
    '到货日期之后一个月：一月底加一个月是二月底',
    'arrivedOn + duration("P1M")',
    '2026-02-28',
    datum('arrivedOn', '到货日期', date, '2026-01-31'),
  ),
  example('今天是周末', 'day of week(today()) in ("Saturday", "Sunday")', '否'),
  example(
    '进度计划中最晚的结束日期',
    'max(schedule.endOn)',
    '2026-03-20',
    datum('schedule', '进度计划', rows({ name: text, endOn: date }), [
      { name: '就位', endOn: '2026-03-10' },
      { name: '接管', endOn: '2026-03-20' },
    ]),
  ),
  example(
    '某日下午五点半',
    'date and time(expectedPartsOn, time("17:30:00"))',
    '2026-03-06 17:30',
    datum('expectedPartsOn', '预计到货日期', date, '2026-03-06'),
  ),
];
