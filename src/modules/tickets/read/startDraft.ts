import type { Knex } from 'knex';
import { startScope } from '../model/eventElements.js';
import { type FormDraft, selectOptionalFormDraft } from '../store/formDrafts.js';

/** The person's draft of a start form of this process; `startId` null: of the first start event. */
export function selectStartDraft(
  db: Knex,
  personId: number,
  processKey: string,
  startId: string | null,
): Promise<FormDraft | undefined> {
  return selectOptionalFormDraft(db, personId, startScope(processKey, startId));
}
