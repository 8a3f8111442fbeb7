import type { CommandContext } from '../../../platform/runCommand.js';
import {
  lockOwnProcessDraft,
  recordDraftEvent,
  refuseUnlessOpen,
  refuseWhileLocked,
} from '../steps/openProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/** Gives a draft up; it is kept for the record. Again on a discarded one succeeds. @throws {DraftNotOpen} {DraftLocked} {NotAllowed} */
export async function discardProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await lockOwnProcessDraft(context, draftId);
  if (draft.status === 'discarded') return;
  refuseUnlessOpen(draft);
  await refuseWhileLocked(context, draft);
  await updateProcessDraft(context.tx, draftId, { status: 'discarded', lockedBy: null, lockedUntil: null });
  await recordDraftEvent(context, draftId, 'discarded');
}
