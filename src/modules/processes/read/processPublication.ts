import type { Knex } from 'knex';
import { selectUnfinishedJobsOfKind } from '../../../jobs/store/jobs.js';
import type { Actor } from '../../../platform/actor.js';
import { selectMembers, selectPersonNames } from '../../people/index.js';
import { type PublishingValue, selectOptionalSetting, selectSettingChanges } from '../../settings/index.js';
import {
  draftFingerprint,
  membersWhoMayEdit,
  ownersHistoryKey,
  processOwnerGroup,
} from '../model/processDrafts.js';
import {
  selectDefinition,
  selectOptionalLatestDefinition,
  selectOtherUsers,
} from '../store/processDefinitions.js';
import { type ProcessDraftEventRow, selectDraftEvents } from '../store/processDraftEvents.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import { selectProcessOwnerIds } from '../store/processOwners.js';
import { type ReadableDraft, selectReadableDraft } from './processDrafts.js';

export interface DraftPublication extends ReadableDraft {
  /** Newest version of the process; 0 without one. */
  latestVersion: number;
  /** The version that the draft began with; null for a new process. */
  baseVersion: number | null;
  fingerprint: string;
  /** How processes get into force; undefined while nobody has set it. */
  publishing: PublishingValue | undefined;
  submitter: string | null;
  /** Forms changed in the draft, with the other processes that use them. */
  forms: { key: string; title: string; usedBy: string[] }[];
  /** The newest first. */
  events: ProcessDraftEventRow[];
}

/** Everything that the publication page of a draft shows. @throws {NotFound} {NotAllowed} */
export async function selectDraftPublication(
  db: Knex,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DraftPublication> {
  const readable = await selectReadableDraft(db, actor, id, now);
  const { draft } = readable;
  const latestVersion = (await selectOptionalLatestDefinition(db, draft.processKey))?.version ?? 0;
  const base = draft.baseDefinitionId === null ? null : await selectDefinition(db, draft.baseDefinitionId);
  const forms = await selectDraftForms(db, id);
  const users = await selectOtherUsers(
    db,
    draft.processKey,
    forms.map(({ formKey }) => formKey),
  );
  const { submittedBy } = draft;
  const names = await selectPersonNames(db, submittedBy === null ? [] : [submittedBy]);
  return {
    ...readable,
    latestVersion,
    baseVersion: base?.version ?? null,
    fingerprint: draftFingerprint(draft, forms, latestVersion),
    publishing: await selectPublishing(db),
    submitter: submittedBy === null ? null : (names.get(submittedBy) ?? null),
    forms: forms.map(({ formKey: key, schema }) => ({
      key,
      title: String((JSON.parse(schema) as { title?: unknown }).title ?? key),
      usedBy: users.get(key) ?? [],
    })),
    events: await selectDraftEvents(db, id),
  };
}

/** How processes get into force; undefined while nobody has set it. */
export async function selectPublishing(db: Knex): Promise<PublishingValue | undefined> {
  return (await selectOptionalSetting(db, 'publishing')) as PublishingValue | undefined;
}

/**
 * Why the newest version of a process is not in the folder yet: null when it is there, '' while the job waits without an
 * error.
 */
export async function selectUnwrittenReason(db: Knex, processKey: string): Promise<string | null> {
  const jobs = await selectUnfinishedJobsOfKind(db, 'writeProcess');
  const own = jobs.filter(({ payload }) => payload.processKey === processKey);
  return own.length === 0 ? null : (own.at(-1)?.lastError ?? '');
}

/** Active people who may change the process. */
export async function selectOwnerIds(db: Knex, processKey: string): Promise<number[]> {
  const members = (await selectMembers(db, [processOwnerGroup]))[processOwnerGroup] ?? [];
  return membersWhoMayEdit(members, await selectProcessOwnerIds(db, processKey)).map(({ id }) => id);
}

export interface OwnersPage {
  members: { id: number; name: string; chosen: boolean }[];
  changes: { at: string; person: string; before: string; after: string }[];
}

const maxShownChanges = 50;

/**
 * The process owners of the department, which of them the process is restricted to, and the history of that restriction.
 */
export async function selectOwnersPage(db: Knex, processKey: string): Promise<OwnersPage> {
  const members = (await selectMembers(db, [processOwnerGroup]))[processOwnerGroup] ?? [];
  const chosen = new Set(await selectProcessOwnerIds(db, processKey));
  const changes = await selectSettingChanges(db, ownersHistoryKey(processKey), maxShownChanges);
  const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join('、') : '不限定');
  return {
    members: members.map(({ id, name }) => ({ id, name, chosen: chosen.has(id) })),
    changes: changes.map(({ changedAt, personName, before, after }) => ({
      at: changedAt,
      person: personName,
      before: list(before),
      after: list(after),
    })),
  };
}
