import type { Knex } from 'knex';

export type ProcessDraftAction =
  | 'created'
  | 'changed'
  | 'form-changed'
  | 'form-removed'
  | 'submitted'
  | 'withdrawn'
  | 'refused'
  | 'published'
  | 'discarded';

/** Who did what with a draft; never changed afterwards. */
export interface ProcessDraftEventRow {
  id: number;
  draftId: number;
  at: string;
  /** Null: the system. */
  actorId: number | null;
  actorName: string;
  action: ProcessDraftAction;
  /** A form's key, a comment or a reason. */
  note: string | null;
}

export async function insertDraftEvent(tx: Knex, event: Omit<ProcessDraftEventRow, 'id'>): Promise<void> {
  await tx('process_draft_events').insert(event);
}

/** The history of a draft, the newest first. */
export async function selectDraftEvents(db: Knex, draftId: number): Promise<ProcessDraftEventRow[]> {
  return db('process_draft_events').where({ draftId }).orderBy('id', 'desc');
}

export async function selectOptionalLatestDraftEvent(
  db: Knex,
  draftId: number,
): Promise<ProcessDraftEventRow | undefined> {
  return db('process_draft_events').where({ draftId }).orderBy('id', 'desc').first();
}
