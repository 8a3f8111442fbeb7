import type { Knex } from 'knex';
import { selectGroups } from '../db/directory.js';
import { selectPersonNames } from '../db/persons.js';
import { selectLatestDefinitions } from '../db/processDefinitions.js';
import { selectDraftForms } from '../db/processDraftForms.js';
import { type ProcessDraftRow, selectProcessDraft } from '../db/processDrafts.js';
import { selectProcessOwnerIds } from '../db/processOwners.js';
import { NotAllowed } from '../errors.js';
import type { Actor } from '../rules/actor.js';
import { lockHolder, whyNotEditProcess, whyNotReadDrafts } from '../rules/processDrafts.js';

export interface ReadableDraft {
  draft: ProcessDraftRow;
  /** Why this person may not change it now, in Chinese; null when allowed. */
  whyReadOnly: string | null;
  /** Who else has it open for editing. */
  lockedBy: string | null;
}

/** A draft for somebody who may read it. @throws {NotFound} {NotAllowed} */
export async function selectReadableDraft(
  db: Knex,
  actor: Actor,
  id: number,
  now: Date,
): Promise<ReadableDraft> {
  const draft = await selectProcessDraft(db, id);
  const owners = await selectProcessOwnerIds(db, draft.processKey);
  const refusal = whyNotReadDrafts(actor, owners);
  if (refusal) throw new NotAllowed(refusal);
  const holder = lockHolder(draft, now);
  const other = holder === actor.id ? null : holder;
  const lockedBy = other === null ? null : ((await selectPersonNames(db, [other])).get(other) ?? null);
  return { draft, whyReadOnly: whyNotEditProcess(actor, owners) ?? closedBecause(draft), lockedBy };
}

function closedBecause({ status }: ProcessDraftRow): string | null {
  if (status === 'open') return null;
  const states = { submitted: '已提交审批', published: '已经发布', discarded: '已经作废' };
  return `这份草稿${states[status]}，只能查看。`;
}

export interface ChoicePerson {
  id: number;
  name: string;
  department: string;
}

/** What the pickers of the editor offer, as far as it lies in the database. */
export async function selectDraftChoices(db: Knex, draftId: number) {
  const persons: ChoicePerson[] = await db('persons')
    .join('departments', 'departments.id', 'persons.departmentId')
    .where({ 'persons.active': true })
    .orderBy(['departments.name', 'persons.name', 'persons.id'])
    .select('persons.id', 'persons.name', 'departments.name as department');
  return {
    groups: await selectGroups(db),
    persons,
    processes: (await selectLatestDefinitions(db)).map(({ key, name }) => ({ key, name })),
    draftForms: await selectDraftForms(db, draftId),
  };
}
