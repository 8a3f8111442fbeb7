import type { Knex } from 'knex';

/** What a person submitted with a form, as it was validated; never changed afterwards. */
export interface FormSubmissionRow {
  id: number;
  ticketId: number;
  /** Null for the form that started the ticket. */
  taskId: number | null;
  formId: number;
  elementId: string;
  data: Record<string, unknown>;
  submittedBy: number;
  submittedAt: string;
}

export async function insertSubmission(db: Knex, submission: Omit<FormSubmissionRow, 'id'>): Promise<number> {
  const [row] = await db('form_submissions')
    .insert({ ...submission, data: JSON.stringify(submission.data) })
    .returning('id');
  return row.id;
}

/** The last submission of a task of the ticket; undefined without one. */
export async function selectOptionalSubmission(
  db: Knex,
  ticketId: number,
  taskId: number,
): Promise<FormSubmissionRow | undefined> {
  const row = await db('form_submissions').where({ ticketId, taskId }).orderBy('id', 'desc').first();
  return row && { ...row, data: JSON.parse(row.data) };
}

/** All submissions of a ticket in their order. */
export async function selectSubmissions(db: Knex, ticketId: number): Promise<FormSubmissionRow[]> {
  const rows = await db('form_submissions').where({ ticketId }).orderBy('id');
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}
