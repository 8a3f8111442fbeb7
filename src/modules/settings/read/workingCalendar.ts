import type { Knex } from 'knex';
import { calendarWith, type WorkingCalendar } from '../model/workingCalendar.js';
import { selectOptionalSetting } from '../store/settings.js';

/** When the department works: as it was set, else the standard hours. */
export async function selectWorkingCalendar(db: Knex, timeZone: string): Promise<WorkingCalendar> {
  const set = await selectOptionalSetting(db, 'workingCalendar');
  return calendarWith(set as Partial<WorkingCalendar> | undefined, timeZone);
}
