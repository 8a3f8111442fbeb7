import type { CommandContext } from '../../../platform/runCommand.js';
import {
  addWorkingTime,
  completeCalendar,
  selectOptionalSetting,
  type WorkingCalendar,
} from '../../settings/index.js';

/**
 * When something that the engine computed by the clock is due: for an element with the property `timeBasis` = `working`
 * the same span from now counted in the department's working time. Takes and gives ISO 8601 in UTC.
 */
export async function dueTime(
  context: CommandContext,
  properties: Readonly<Record<string, string>>,
  dueAt: string,
): Promise<string> {
  const span = Date.parse(dueAt) - context.now.getTime();
  if (properties.timeBasis !== 'working' || span <= 0) return dueAt;
  const set = await selectOptionalSetting(context.tx, 'workingCalendar');
  const calendar = completeCalendar(set as Partial<WorkingCalendar> | undefined, context.settings.timeZone);
  return addWorkingTime(calendar, context.now, span).toISOString();
}
