import { DateTime } from 'luxon';

const dayMs = 86_400_000;
/** A wrong century would make all other bars invisible. */
const maxDays = 3660;

/** Bars by day, from the first day of any row to the last. */
export interface ScheduleView {
  days: number;
  from: string;
  to: string;
  bars: { name: string; offset: number; length: number; text: string }[];
}

/** Bars of a schedule by day; rows without both dates, or that end before they start, have none. Null when no row has one. */
export function scheduleView(rows: unknown[]): ScheduleView | null {
  const spans = rows.flatMap((row) => {
    const { name, startOn, endOn } = (row ?? {}) as Record<string, unknown>;
    const [start, end] = [dayNumber(startOn), dayNumber(endOn)];
    return start === null || end === null || end < start
      ? []
      : [{ name: typeof name === 'string' ? name : '', startOn, endOn, start, end }];
  });
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ end }) => end));
  if (spans.length === 0 || last - first > maxDays) return null;
  return {
    days: last - first + 1,
    from: dayText(first),
    to: dayText(last),
    bars: spans.map(({ name, startOn, endOn, start, end }) => ({
      name,
      offset: start - first,
      length: end - start + 1,
      text: `${startOn} 至 ${endOn}，${end - start + 1} 天`,
    })),
  };
}

function dayNumber(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const time = DateTime.fromISO(value, { zone: 'utc' });
  return time.isValid ? Math.floor(time.toMillis() / dayMs) : null;
}

function dayText(day: number): string {
  return DateTime.fromMillis(day * dayMs, { zone: 'utc' }).toFormat('yyyy-MM-dd');
}
