import chineseDays from 'chinese-days';
import { DateTime } from 'luxon';

/** One public holiday of a year by the State Council's notice; days are YYYY-MM-DD. */
export interface PublicHoliday {
  name: string;
  from: string;
  to: string;
  days: number;
  /** Weekend days that are working days instead. */
  workedInstead: string[];
}

/** The public holidays of a year with their make-up working days; empty until the year's notice is known. */
export function publicHolidaysOf(year: number): PublicHoliday[] {
  const holidays = new Map<string, PublicHoliday>();
  const first = DateTime.utc(year, 1, 1);
  for (let day = first; day.year === year; day = day.plus({ days: 1 })) {
    const date = day.toISODate() as string;
    const { work, name } = chineseDays.getDayDetail(date);
    const chinese = name.split(',')[1];
    if (chinese === undefined) continue;
    const found = holidays.get(chinese) ?? { name: chinese, from: '', to: '', days: 0, workedInstead: [] };
    holidays.set(chinese, found);
    if (work) {
      found.workedInstead.push(date);
      continue;
    }
    found.from ||= date;
    found.to = date;
    found.days += 1;
  }
  const found = [...holidays.values()].filter(({ days }) => days > 0);
  return found.sort((one, other) => one.from.localeCompare(other.from));
}
