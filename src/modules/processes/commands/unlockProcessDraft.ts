import { updateProcessDraft } from '../db/processDrafts.js';
import { holdProcessDraft } from './openProcessDraft.js';
import type { CommandContext } from './runCommand.js';

/** Gives the draft back to whoever wants to edit it next; a lock of somebody else stays. @throws {NotAllowed} */
export async function unlockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await holdProcessDraft(context, draftId);
  if (draft.lockedBy !== context.actor.id) return;
  await updateProcessDraft(context.tx, draftId, { lockedBy: null, lockedUntil: null });
}
