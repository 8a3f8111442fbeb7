import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { loadOwnDraft, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/** Withdraws a submitted draft, so that it can be edited again. An open draft stays open. @throws {NotAllowed} */
export async function withdrawProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await loadOwnDraft(context, draftId);
  if (draft.status === 'open') return;
  if (draft.status !== 'submitted') throw new NotAllowed('这份草稿已经办结，不能撤回。');
  if (draft.submittedBy !== context.actor.id) throw new NotAllowed('只有提交人可以撤回，您可以退回修改。');
  await updateProcessDraft(context.tx, draftId, { status: 'open', submittedBy: null, submittedAt: null });
  await recordDraftEvent(context, draftId, 'withdrawn');
}
