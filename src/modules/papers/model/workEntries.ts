import { DateTime } from 'luxon';
import type { FormSchema } from '../../../forms/schema/types.js';

/** Hours of work on one day from a submitted form (R10). */
export interface WorkEntry {
  /** YYYY-MM-DD. */
  day: string;
  hours: number;
  content: string;
}

type Data = Record<string, unknown>;

/** The tables that hold hours row by row, each with its column for the day or time and its column for the text. */
const hourTables = [
  { table: 'dailyRecords', when: 'on', words: 'work' },
  { table: 'repairSteps', when: 'at', words: 'step' },
];
const wordFields = ['work', 'measures', 'findings', 'diagnosis'];

/** Whether submissions of a form with this schema may have hours. */
export function recordsHours({ properties }: Pick<FormSchema, 'properties'>): boolean {
  const rows = hourTables.map(({ table }) => properties[table]?.items?.properties);
  return [properties, ...rows].some((fields) => fields !== undefined && Object.hasOwn(fields, 'hours'));
}

/** The hours of a submission: row by row where it has such a table, otherwise its own figure. */
export function workEntries(submission: { data: Data; submittedAt: string }, timeZone: string): WorkEntry[] {
  const { data, submittedAt } = submission;
  const dayOf = (moment: unknown) => {
    const time = DateTime.fromISO(typeof moment === 'string' ? moment : submittedAt, { zone: timeZone });
    return (time.isValid ? time : DateTime.fromISO(submittedAt, { zone: timeZone })).toFormat('yyyy-MM-dd');
  };
  for (const { table, when, words } of hourTables) {
    if (!Array.isArray(data[table])) continue;
    return (data[table] as Data[])
      .filter((row) => typeof row.hours === 'number')
      .map((row) => ({ day: dayOf(row[when]), hours: row.hours as number, content: text(row[words]) }));
  }
  if (typeof data.hours !== 'number') return [];
  const content = wordFields.map((name) => text(data[name])).find(Boolean) ?? '';
  return [{ day: dayOf(data.arrivedAt), hours: data.hours, content }];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
