import { InvalidForm } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import type { DesignerTools } from '../steps/designerTools.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';
import {
  checkForPublication,
  refuseIfChangedSinceShown,
  selectOtherOwnerIds,
} from '../steps/processPublication.js';
import { updateProcessDraft } from '../store/processDrafts.js';

export interface PublicationInput {
  draftId: number;
  /** The state that the page showed (`draftFingerprint`). */
  fingerprint: string;
  comment: string;
  tools: DesignerTools;
}

/**
 * Submits a draft to the other owners of the process, one of whom approves or refuses it (R18).
 * @throws {InvalidForm} {InvalidDefinition} {StaleRecord} {DraftNotOpen} {DraftLocked} {NotAllowed}
 */
export async function submitProcessDraft(
  context: CommandContext,
  { draftId, fingerprint, comment: typed, tools }: PublicationInput,
): Promise<void> {
  const { tx, actor, now } = context;
  const draft = await loadDraftForWriting(context, draftId);
  await refuseIfChangedSinceShown(context, draft, fingerprint);
  const comment = readReason(typed, '修改说明', 'comment');
  const approvers = await selectOtherOwnerIds(context, draft.processKey);
  if (approvers.length === 0) {
    const message = '没有其他流程负责人可以审批，请系统管理员先指定另一位负责人。';
    throw new InvalidForm([{ path: '', message }]);
  }
  await checkForPublication(context, tools, draft);
  const lock = { lockedBy: null, lockedUntil: null };
  const submission = { submittedBy: actor.id, submittedAt: now.toISOString() };
  await updateProcessDraft(tx, draftId, {
    status: 'submitted',
    comment,
    refusal: null,
    ...submission,
    ...lock,
  });
  await recordDraftEvent(context, draftId, 'submitted', comment);
  await queueNotices(context, null, approvers, {
    kind: '流程待审批',
    about: draft.name,
    text: `${actor.name}提交了流程「${draft.name}」的修改，请审批。`,
    path: paths.draftPublication(draftId),
  });
}
