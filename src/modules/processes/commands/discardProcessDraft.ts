import type { CommandContext } from '../../../platform/runCommand.js';
import {
  loadOwnDraft,
  recordDraftEvent,
  refuseUnlessOpen,
  refuseWhileLocked,
} from '../steps/loadProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/**
 * Discards a draft; its row stays for the record. Discarding it again succeeds. @throws {DraftNotOpen} {DraftLocked}
 * {NotAllowed}
 */
export async function discardProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await loadOwnDraft(context, draftId);
  if (draft.status === 'discarded') return;
  refuseUnlessOpen(draft);
  await refuseWhileLocked(context, draft);
  await updateProcessDraft(context.tx, draftId, { status: 'discarded', lockedBy: null, lockedUntil: null });
  await recordDraftEvent(context, draftId, 'discarded');
}
