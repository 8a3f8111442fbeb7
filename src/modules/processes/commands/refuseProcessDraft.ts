import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { whyNotDecide } from '../model/publishing.js';
import { loadOwnDraft, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/** Sends a submitted draft back to be changed. @throws {NotAllowed} {InvalidForm} without a reason */
export async function refuseProcessDraft(
  context: CommandContext,
  { draftId, reason: typed }: { draftId: number; reason: string },
): Promise<void> {
  const { tx, actor } = context;
  const draft = await loadOwnDraft(context, draftId);
  const why = whyNotDecide(actor, draft);
  if (why) throw new NotAllowed(why);
  const refusal = readReason(typed, '退回原因', 'reason');
  await updateProcessDraft(tx, draftId, { status: 'open', refusal, submittedBy: null, submittedAt: null });
  await recordDraftEvent(context, draftId, 'refused', refusal);
  if (draft.submittedBy === null) return;
  await queueNotices(context, null, [draft.submittedBy], {
    kind: '流程退回修改',
    about: draft.name,
    text: `${actor.name}退回了您提交的流程「${draft.name}」的修改。`,
    path: paths.draftPublication(draftId),
  });
}
