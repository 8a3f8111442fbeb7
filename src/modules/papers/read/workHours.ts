import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { selectForms } from '../../processes/index.js';
import type { ServiceCategory } from '../../tickets/index.js';
import { recordsHours, type WorkEntry, workEntries } from '../model/workEntries.js';

/** One piece of work of one person on one day for one ticket (R10). */
export interface WorkedHours extends WorkEntry {
  personId: number;
  engineer: string;
  number: string;
  category: ServiceCategory | null;
  customer: string;
  product: string;
  symptom: string;
  task: string;
}

interface Row {
  data: string;
  submittedBy: number;
  submittedAt: string;
  ticketId: number;
  engineer: string;
  number: string;
  category: ServiceCategory | null;
  variables: string;
  task: string | null;
}

/** Records may be submitted long after the work, never before. */
const daysOfDelay = 62;

/**
 * Hours from completed tasks, without withdrawn ones, for the days from `from` to `until`, ordered by day, person and
 * ticket.
 */
export async function selectWorkedHours(
  db: Knex,
  period: { from: string; until: string; timeZone: string; personId?: number },
): Promise<WorkedHours[]> {
  const zone = { zone: period.timeZone };
  const start = DateTime.fromISO(period.from, zone).startOf('day').toUTC().toISO() as string;
  const end = DateTime.fromISO(period.until, zone).plus({ days: daysOfDelay }).toUTC().toISO() as string;
  const query = db('form_submissions')
    .join('tickets', 'tickets.id', 'form_submissions.ticketId')
    .join('persons', 'persons.id', 'form_submissions.submittedBy')
    .join('tasks', 'tasks.id', 'form_submissions.taskId')
    .whereBetween('form_submissions.submittedAt', [start, end])
    .whereIn('form_submissions.formId', await selectFormsWithHours(db, start, end))
    .where((own) => own.whereNull('tasks.outcome').orWhereNot('tasks.outcome', 'withdrawn'))
    .orderBy('form_submissions.id')
    .select(
      'form_submissions.data',
      'form_submissions.submittedBy',
      'form_submissions.submittedAt',
      'form_submissions.ticketId',
      'persons.name as engineer',
      'tickets.number',
      'tickets.category',
      'tickets.variables',
      'tasks.name as task',
    );
  if (period.personId !== undefined) query.where('form_submissions.submittedBy', period.personId);
  const rows: Row[] = await query;
  return distinctEntries(rows, period.timeZone)
    .filter(({ day }) => day >= period.from && day <= period.until)
    .sort((a, b) => order(a).localeCompare(order(b)));
}

/** The versions of forms submitted in that time that have a place for hours. */
async function selectFormsWithHours(db: Knex, start: string, end: string): Promise<number[]> {
  const rows: { formId: number }[] = await db('form_submissions')
    .whereBetween('submittedAt', [start, end])
    .distinct('formId');
  const forms = await selectForms(
    db,
    rows.map(({ formId }) => formId),
  );
  return forms.filter(({ schema }) => recordsHours(JSON.parse(schema))).map(({ id }) => id);
}

const order = ({ day, engineer, number }: WorkedHours) => `${day} ${engineer} ${number}`;

/** A growing table (R8) is submitted whole each time: a repeated row counts once, for the person who submitted it first. */
function distinctEntries(rows: Row[], timeZone: string): WorkedHours[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const data = JSON.parse(row.data) as Record<string, unknown>;
    const grows = Array.isArray(data.dailyRecords) || Array.isArray(data.repairSteps);
    return workEntries({ data, submittedAt: row.submittedAt }, timeZone)
      .filter((entry) => {
        const key = JSON.stringify([row.ticketId, entry]);
        if (!grows || !seen.has(key)) return Boolean(seen.add(key));
        return false;
      })
      .map((entry) => ({ ...entry, ...describe(row) }));
  });
}

function describe(row: Row) {
  const variables = JSON.parse(row.variables) as Record<string, { name?: string } | string | undefined>;
  const nameOf = (value: (typeof variables)[string]) =>
    typeof value === 'object' ? (value?.name ?? '') : '';
  return {
    personId: row.submittedBy,
    engineer: row.engineer,
    number: row.number,
    category: row.category,
    customer: nameOf(variables.customer),
    product: nameOf(variables.product),
    symptom: typeof variables.symptom === 'string' ? variables.symptom : '',
    task: row.task ?? '',
  };
}
