import { DateTime } from 'luxon';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Receiver } from '../../../platform/web/deps.js';
import { personOf } from '../../../platform/web/person.js';
import { changeWorkingCalendar } from '../commands/changeWorkingCalendar.js';
import { calendarForm } from '../model/calendarForm.js';
import { type PublicHoliday, publicHolidaysOf } from '../model/publicHolidays.js';
import { defaultHours } from '../model/workingCalendar.js';
import { type FormSection, saveForm, showForm } from './formSection.js';
import { sections } from './sections.js';

const calendarSection: FormSection<'workingCalendar'> = {
  section: sections.calendar,
  form: calendarForm,
  toData: (value) => ({
    hours: value?.hours ?? defaultHours,
    exceptions: Object.entries(value?.exceptions ?? {}).map(([date, kind]) => ({
      date,
      kind,
      note: value?.notes?.[date],
    })),
  }),
  save: (web, req, data, { _revision: revision }) =>
    runCommand(web.runtime, personOf(req), changeWorkingCalendar, { data, revision }),
  extras: async (web) => {
    const { year } = DateTime.fromJSDate(web.runtime.clock.now(), { zone: web.config.timeZone });
    return { below: 'settings/holidays', years: [year, year + 1].map(holidaysView) };
  },
};

/** GET /settings/calendar */
export const show: Handler = showForm(calendarSection);

/** POST /settings/calendar */
export const save: Receiver = saveForm(calendarSection);

function holidaysView(year: number) {
  return { year, holidays: publicHolidaysOf(year).map(holidayView) };
}

function holidayView({ name, from, to, days, workedInstead }: PublicHoliday) {
  const span = from === to ? dayText(from) : `${dayText(from)} 至 ${dayText(to)}`;
  return { name, span, days, workedInstead: workedInstead.map(dayText).join('、') };
}

function dayText(date: string): string {
  return DateTime.fromISO(date).setLocale('zh-CN').toFormat('M月d日（EEE）');
}
