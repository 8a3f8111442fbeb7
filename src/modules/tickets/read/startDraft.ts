import type { Knex } from 'knex';
import { type FormDraft, selectOptionalFormDraft } from '../store/formDrafts.js';

/** The person's draft of the start form of this process. */
export function selectStartDraft(
  db: Knex,
  personId: number,
  processKey: string,
): Promise<FormDraft | undefined> {
  return selectOptionalFormDraft(db, personId, `start:${processKey}`);
}
