import type { CommandContext } from '../../../platform/runCommand.js';
import { lockOwnProcessDraft } from '../steps/openProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/** Gives the draft back to whoever wants to edit it next; a lock of somebody else stays. @throws {NotAllowed} */
export async function unlockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await lockOwnProcessDraft(context, draftId);
  if (draft.lockedBy !== context.actor.id) return;
  await updateProcessDraft(context.tx, draftId, { lockedBy: null, lockedUntil: null });
}
