import { DateTime } from 'luxon';
import { showDateTime, wallClock } from '../dateTimes.js';

/** `2026-11-23 14:22` in the department's time zone; empty for null. */
export function formatMoment(iso: string | null, timeZone: string): string {
  if (iso === null) return '';
  return showDateTime(iso, timeZone);
}

/** `2026-11-23 14:22:05`, for the record. */
export function formatSecond(iso: string, timeZone: string): string {
  return wallClock(iso, timeZone) ?? iso;
}

/**
 * A moment for people (`今天 14:22`, `昨天 09:05`, `11月3日 10:00`, `2025-11-03 10:00`) and for machines (`iso`). The words
 * are found when they are asked for: a page has hundreds, and shows of most only one of the two.
 */
export interface MomentView {
  iso: string;
  text: string;
  full: string;
}

export function momentView(iso: string, now: Date, timeZone: string): MomentView {
  return {
    iso,
    get text() {
      return nearText(momentIn(iso, timeZone), DateTime.fromJSDate(now, { zone: timeZone }));
    },
    get full() {
      return formatMoment(iso, timeZone);
    },
  };
}

function momentIn(iso: string, timeZone: string): DateTime {
  return DateTime.fromISO(iso, { zone: timeZone });
}

function nearText(moment: DateTime, now: DateTime): string {
  const days = now.startOf('day').diff(moment.startOf('day'), 'days').days;
  const clock = moment.toFormat('HH:mm');
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  if (days === -1) return `明天 ${clock}`;
  if (moment.year === now.year) return moment.toFormat('M月d日 HH:mm');
  return moment.toFormat('yyyy-MM-dd HH:mm');
}

/** ` 3 天`, ` 5 小时`, ` 12 分钟`: the largest unit that fits, with a space before a figure. */
function spanText(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return '不到 1 分钟';
  if (minutes < 60) return ` ${minutes} 分钟`;
  if (minutes < 48 * 60) return ` ${Math.floor(minutes / 60)} 小时`;
  return ` ${Math.floor(minutes / (24 * 60))} 天`;
}

/** A due time: how late or how near, shown by text and icon as well as by colour. */
export interface DueView {
  kind: 'overdue' | 'soon' | 'later';
  text: string;
  full: string;
  icon: 'alert-triangle' | 'clock-exclamation' | 'clock';
}

/** What is due within four hours is due soon. */
export const dueSoonSpan = 4 * 60 * 60 * 1000;

export function dueView(dueAt: string | null, now: Date, timeZone: string): DueView | null {
  if (dueAt === null) return null;
  const left = Date.parse(dueAt) - now.getTime();
  const full = formatMoment(dueAt, timeZone);
  if (left < 0) return { kind: 'overdue', text: `已超时${spanText(left)}`, full, icon: 'alert-triangle' };
  if (left < dueSoonSpan)
    return {
      kind: 'soon',
      text: `还剩${spanText(left)}`,
      full,
      icon: 'clock-exclamation',
    };
  return { kind: 'later', text: `${momentView(dueAt, now, timeZone).text} 到期`, full, icon: 'clock' };
}

const units = [
  ['天', 86_400_000],
  ['小时', 3_600_000],
  ['分钟', 60_000],
] as const;

/** `2 天 3 小时`, `1 小时 20 分钟`, `不到 1 分钟`: a length of time in its two largest units. */
export function durationText(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '不到 1 分钟';
}
