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

/** The hours of a department until it sets its own. */
export const defaultHours: WorkingCalendar['hours'] = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** The calendar with default values for what the department has not set. */
export function completeCalendar(
  set: Partial<WorkingCalendar> | undefined,
  timeZone: string,
): WorkingCalendar {
  return { hours: defaultHours, exceptions: {}, ...set, timeZone };
}

/** No department is closed for longer: a calendar without working time is a mistake and ends the search. */
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

/** The working hours of all days between two moments, in their order, as milliseconds since 1970. */
export function workingSpans(calendar: WorkingCalendar, from: Date, to: Date): [number, number][] {
  const spans: [number, number][] = [];
  const last = localDay(calendar, to);
  for (let day = localDay(calendar, from); day <= last; day = day.plus({ days: 1 })) {
    spans.push(...spansOf(calendar, day));
  }
  return spans;
}

/** The part of the spans that lies between two moments, in milliseconds; for many questions about the same days. */
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
