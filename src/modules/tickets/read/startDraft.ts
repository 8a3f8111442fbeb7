import type { Knex } from 'knex';
import { type FormDraft, selectOptionalFormDraft } from '../store/formDrafts.js';

/** What the person kept of a start form of this process. */
export function selectStartDraft(
  db: Knex,
  personId: number,
  processKey: string,
): Promise<FormDraft | undefined> {
  return selectOptionalFormDraft(db, personId, `start:${processKey}`);
}
