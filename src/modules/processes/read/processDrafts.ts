import type { Knex } from 'knex';
import type { Actor } from '../../../platform/actor.js';
import { NotAllowed } from '../../../platform/errors.js';
import { selectGroups, selectPersonNames } from '../../people/index.js';
import { lockHolder, whyNotEditProcess, whyNotReadDrafts } from '../model/processDrafts.js';
import { selectLatestDefinitions } from '../store/processDefinitions.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import {
  type ProcessDraftRow,
  type ProcessDraftSummary,
  selectProcessDraft,
  selectUnfinishedDrafts,
} from '../store/processDrafts.js';
import { selectAllProcessOwners, selectProcessOwnerIds } from '../store/processOwners.js';

export interface ReadableDraft {
  draft: ProcessDraftRow;
  /** Whether this person may edit the process at all. */
  isOwner: boolean;
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
  const whyNotEdit = whyNotEditProcess(actor, owners);
  return { draft, isOwner: whyNotEdit === null, whyReadOnly: whyNotEdit ?? whyClosed(draft), lockedBy };
}

function whyClosed({ status }: ProcessDraftRow): string | null {
  if (status === 'open') return null;
  const states = { submitted: '已提交审批', published: '已经发布', discarded: '已经作废' };
  return `这份草稿${states[status]}，只能查看。`;
}

/** A draft of the list, with the names of its people. */
export interface DraftItem extends ProcessDraftSummary {
  creator: string;
  /** Who changed it last. */
  editor: string;
  submitter: string | null;
  /** Who has it open for editing now. */
  holder: string | null;
  /** Whether this person may edit the process. */
  mayEdit: boolean;
}

/** The drafts that this person may read and that are neither published nor discarded, the last changed first. */
export async function selectDraftItems(
  db: Knex,
  actor: Actor,
  now: Date,
  processKey?: string,
): Promise<DraftItem[]> {
  const owners = await selectAllProcessOwners(db);
  const readable = (await selectUnfinishedDrafts(db, processKey)).filter(
    (draft) => whyNotReadDrafts(actor, owners.get(draft.processKey) ?? []) === null,
  );
  const people = readable.flatMap((draft) => [
    draft.createdBy,
    draft.updatedBy,
    draft.submittedBy,
    lockHolder(draft, now),
  ]);
  const names = await selectPersonNames(
    db,
    [...new Set(people)].filter((id) => id !== null),
  );
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  return readable.map((draft) => ({
    ...draft,
    creator: nameOf(draft.createdBy) ?? folderAuthor,
    editor: nameOf(draft.updatedBy) ?? folderAuthor,
    submitter: nameOf(draft.submittedBy),
    holder: nameOf(lockHolder(draft, now)),
    mayEdit: whyNotEditProcess(actor, owners.get(draft.processKey) ?? []) === null,
  }));
}

/** Shown as the author of drafts that were read from the folder. */
const folderAuthor = '文件夹';

/** The processes among these that this person may edit. */
export async function selectEditableKeys(
  db: Knex,
  actor: Actor,
  keys: readonly string[],
): Promise<Set<string>> {
  const owners = await selectAllProcessOwners(db);
  return new Set(keys.filter((key) => whyNotEditProcess(actor, owners.get(key) ?? []) === null));
}

export interface ChoicePerson {
  id: number;
  name: string;
  department: string;
}

/** What the designer's pickers offer from the database. */
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
