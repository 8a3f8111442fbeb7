import type { CommandContext } from '../../../platform/runCommand.js';
import { loadOwnDraft } from '../steps/loadProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/** Releases the actor's lock on the draft; somebody else's lock stays. @throws {NotAllowed} */
export async function unlockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<void> {
  const draft = await loadOwnDraft(context, draftId);
  if (draft.lockedBy !== context.actor.id) return;
  await updateProcessDraft(context.tx, draftId, { lockedBy: null, lockedUntil: null });
}
