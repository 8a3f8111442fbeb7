import type { Knex } from 'knex';

/** A form as it will be once the draft is published. */
export interface ProcessDraftFormRow {
  draftId: number;
  formKey: string;
  /** The JSON Schema as text. */
  schema: string;
  /** Grows with each save. */
  revision: number;
  updatedBy: number | null;
  updatedAt: string;
}

/** The forms changed in a draft, in the order of their keys. */
export async function selectDraftForms(db: Knex, draftId: number): Promise<ProcessDraftFormRow[]> {
  return db('process_draft_forms').where({ draftId }).orderBy('formKey');
}

export async function selectOptionalDraftForm(
  db: Knex,
  draftId: number,
  formKey: string,
): Promise<ProcessDraftFormRow | undefined> {
  return db('process_draft_forms').where({ draftId, formKey }).first();
}

/** Adds the form to the draft, or writes it again with the next revision; the draft must be locked by the transaction. */
export async function upsertDraftForm(tx: Knex, form: Omit<ProcessDraftFormRow, 'revision'>): Promise<void> {
  const { draftId, formKey, ...change } = form;
  await tx('process_draft_forms')
    .insert({ ...form, revision: 1 })
    .onConflict(['draftId', 'formKey'])
    .merge({ ...change, revision: tx.raw('process_draft_forms.revision + 1') });
}

/** Takes a form out of the draft: the published one counts again. */
export async function deleteDraftForm(tx: Knex, draftId: number, formKey: string): Promise<void> {
  await tx('process_draft_forms').where({ draftId, formKey }).delete();
}
