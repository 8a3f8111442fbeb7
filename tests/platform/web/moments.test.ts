import { describe, expect, test } from 'vitest';
import { dueView, formatMoment, momentView } from '../../../src/platform/web/moments.js';

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-23T16:30:00.000Z');

describe("times are in the department's time zone", () => {
  test.each([
    ['2026-11-23T16:05:00.000Z', '今天 00:05'],
    ['2026-11-23T15:59:00.000Z', '昨天 23:59'],
    ['2026-11-24T16:00:00.000Z', '明天 00:00'],
    ['2026-11-02T16:00:00.000Z', '11月3日 00:00'],
    ['2025-12-31T16:00:00.000Z', '1月1日 00:00'],
    ['2025-12-31T15:59:00.000Z', '2025-12-31 23:59'],
  ])('%s is %s', (iso, text) => expect(momentView(iso, now, zone).text).toBe(text));

  test('in full', () => {
    expect(formatMoment('2026-11-23T16:05:00.000Z', zone)).toBe('2026-11-24 00:05');
    expect(formatMoment(null, zone)).toBe('');
  });
});

describe('a due time says how late or how near it is', () => {
  test.each([
    ['2026-11-23T13:30:00.000Z', 'overdue', '已超时 3 小时'],
    ['2026-11-23T16:29:30.000Z', 'overdue', '已超时不到 1 分钟'],
    ['2026-11-20T16:30:00.000Z', 'overdue', '已超时 3 天'],
    ['2026-11-23T17:15:00.000Z', 'soon', '还剩 45 分钟'],
    ['2026-11-23T16:30:30.000Z', 'soon', '还剩不到 1 分钟'],
    ['2026-11-24T16:30:00.000Z', 'later', '明天 00:30 到期'],
  ])('%s is %s', (dueAt, kind, text) => {
    expect(dueView(dueAt, now, zone)).toMatchObject({ kind, text });
  });

  test('no due time gives no text', () => expect(dueView(null, now, zone)).toBeNull());
});
