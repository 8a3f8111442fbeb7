import { DraftLocked, DraftNotOpen, NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPersonNames } from '../../people/index.js';
import { lockHolder, whyNotEditProcess } from '../model/processDrafts.js';
import { insertDraftEvent, type ProcessDraftAction } from '../store/processDraftEvents.js';
import { type ProcessDraftRow, selectProcessDraftForUpdate } from '../store/processDrafts.js';
import { selectProcessOwnerIds } from '../store/processOwners.js';

/** Refuses an actor who may not edit the process. @throws {NotAllowed} */
export async function refuseUnlessOwner({ tx, actor }: CommandContext, processKey: string): Promise<void> {
  const refusal = whyNotEditProcess(actor, await selectProcessOwnerIds(tx, processKey));
  if (refusal) throw new NotAllowed(refusal);
}

/**
 * Loads the draft for a command that changes it and locks its row until the transaction ends. @throws {NotFound}
 * {NotAllowed}
 */
export async function loadOwnDraft(context: CommandContext, draftId: number): Promise<ProcessDraftRow> {
  const draft = await selectProcessDraftForUpdate(context.tx, draftId);
  await refuseUnlessOwner(context, draft.processKey);
  return draft;
}

/**
 * Loads the draft for a command that writes its diagram or forms. The draft must be open, and nobody else may be editing
 * it.
 * @throws {NotFound} {NotAllowed} {DraftNotOpen} {DraftLocked}
 */
export async function loadDraftForWriting(
  context: CommandContext,
  draftId: number,
): Promise<ProcessDraftRow> {
  const draft = await loadOwnDraft(context, draftId);
  refuseUnlessOpen(draft);
  await refuseWhileLocked(context, draft);
  return draft;
}

const closed = {
  submitted: '这份草稿已提交审批，不能再修改。需要修改时，请先撤回，或由审批人退回。',
  published: '这份草稿已经发布，不能再修改。需要修改时，请新建草稿。',
  discarded: '这份草稿已经作废，不能再修改。',
};

/** @throws {DraftNotOpen} */
export function refuseUnlessOpen({ status }: ProcessDraftRow): void {
  if (status !== 'open') throw new DraftNotOpen(closed[status]);
}

/** @throws {DraftLocked} while somebody else has the draft open for editing */
export async function refuseWhileLocked(
  { tx, actor, now }: CommandContext,
  draft: ProcessDraftRow,
): Promise<void> {
  const holder = lockHolder(draft, now);
  if (holder === null || holder === actor.id) return;
  throw new DraftLocked((await selectPersonNames(tx, [holder])).get(holder) ?? '另一位负责人');
}

/** Adds an entry to the draft's history. */
export async function recordDraftEvent(
  { tx, actor, now }: CommandContext,
  draftId: number,
  action: ProcessDraftAction,
  note: string | null = null,
): Promise<void> {
  const who = { actorId: actor.id, actorName: actor.name };
  await insertDraftEvent(tx, { draftId, at: now.toISOString(), ...who, action, note });
}
