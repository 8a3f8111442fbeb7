import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { calendarForm } from '../model/calendarForm.js';
import { changeSetting } from '../steps/changeSetting.js';
import { checkSettingForm } from '../steps/checkSettingForm.js';

interface CalendarData {
  hours: { from: string; to: string }[];
  exceptions?: { date: string; kind: 'off' | 'working'; note?: string }[];
}

/**
 * Sets the working hours and the exceptions; due times that start from now on are calculated by them. @throws {InvalidForm}
 * {StaleSetting}
 */
export async function changeWorkingCalendar(
  context: CommandContext,
  { data, revision }: { data: Record<string, unknown>; revision: number },
): Promise<void> {
  checkSettingForm(context, calendarForm, data);
  const { hours, exceptions = [] } = data as unknown as CalendarData;
  const spans = hours.map(({ from, to }) => ({ from: from.padStart(5, '0'), to: to.padStart(5, '0') }));
  const errors = [...wrongSpans(spans), ...repeatedDates(exceptions)];
  if (errors.length > 0) throw new InvalidForm(errors);
  const days = [...exceptions].sort((one, other) => one.date.localeCompare(other.date));
  const value = {
    hours: spans,
    exceptions: Object.fromEntries(days.map(({ date, kind }) => [date, kind])),
    notes: Object.fromEntries(days.flatMap(({ date, note }) => (note ? [[date, note]] : []))),
  };
  await changeSetting(context, { key: 'workingCalendar', value, revision });
}

function wrongSpans(spans: { from: string; to: string }[]): FieldError[] {
  return spans.flatMap(({ from, to }, index) => {
    const before = spans[index - 1];
    if (from >= to)
      return { path: `hours.${index}.to`, message: '结束时间应晚于开始时间。', namesField: true };
    if (before && from < before.to)
      return { path: `hours.${index}.from`, message: '应不早于上一时段的结束时间。' };
    return [];
  });
}

function repeatedDates(exceptions: { date: string }[]): FieldError[] {
  return exceptions.flatMap(({ date }, index) =>
    exceptions.findIndex((other) => other.date === date) < index
      ? { path: `exceptions.${index}.date`, message: '该日期已在上面填写。', namesField: true as const }
      : [],
  );
}
