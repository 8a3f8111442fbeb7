import chineseDays from 'chinese-days';
import { DateTime } from 'luxon';

/** When the department works. */
export interface WorkingCalendar {
  /** IANA name. */
  timeZone: string;
  /** Hours of a working day in their order, such as 08:30–12:00 and 13:30–17:30. */
  hours: readonly { from: string; to: string }[];
  /** Days (YYYY-MM-DD) that the department works or not, against the public calendar. */
  exceptions: Readonly<Record<string, 'working' | 'off'>>;
}

/** Hours of a department that has set none. */
export const standardHours: WorkingCalendar['hours'] = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** The calendar of a department that has set this much of it. */
export function calendarWith(set: Partial<WorkingCalendar> | undefined, timeZone: string): WorkingCalendar {
  return { hours: standardHours, exceptions: {}, ...set, timeZone };
}

/** No department rests longer: a calendar without working time is a mistake, not a reason to search for ever. */
const maxSearchDays = 366;

/**
 * The moment at which `milliseconds` of working time have passed since `from`.
 * Public holidays and make-up working days are those of the State Council's yearly notice.
 * @throws {Error} when the calendar has no working time within a year
 */
export function addWorkingTime(calendar: WorkingCalendar, from: Date, milliseconds: number): Date {
  let rest = milliseconds;
  let idleDays = 0;
  for (let day = localDay(calendar, from); ; day = day.plus({ days: 1 })) {
    let worked = false;
    for (const [start, end] of spansOf(calendar, day)) {
      const begin = Math.max(start, from.getTime());
      if (begin >= end) continue;
      worked = true;
      if (rest <= end - begin) return new Date(begin + rest);
      rest -= end - begin;
    }
    idleDays = worked ? 0 : idleDays + 1;
    if (idleDays > maxSearchDays) throw new Error('the working calendar has no working time');
  }
}

/** Milliseconds of working time between two moments; 0 when `to` is not after `from`. */
export function workingTimeBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  return workingTimeWithin(workingSpans(calendar, from, to), from, to);
}

/** The working hours of all days from the one to the other, in their order, as milliseconds since 1970. */
export function workingSpans(calendar: WorkingCalendar, from: Date, to: Date): [number, number][] {
  const spans: [number, number][] = [];
  const last = localDay(calendar, to);
  for (let day = localDay(calendar, from); day <= last; day = day.plus({ days: 1 })) {
    spans.push(...spansOf(calendar, day));
  }
  return spans;
}

/** What of the spans lies between two moments, in milliseconds: for many questions about the same days. */
export function workingTimeWithin(spans: readonly [number, number][], from: Date, to: Date): number {
  return spans.reduce(
    (sum, [start, end]) => sum + Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime())),
    0,
  );
}

function localDay(calendar: WorkingCalendar, moment: Date): DateTime {
  return DateTime.fromJSDate(moment).setZone(calendar.timeZone).startOf('day');
}

/** The working hours of a day as pairs of milliseconds since 1970. */
function spansOf(calendar: WorkingCalendar, day: DateTime): [number, number][] {
  const date = day.toISODate() as string;
  const exception = calendar.exceptions[date];
  const works = exception ? exception === 'working' : chineseDays.isWorkday(date);
  return works ? calendar.hours.map(({ from, to }) => [at(day, from), at(day, to)]) : [];
}

function at(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute }).toMillis();
}
