import type { CommandContext } from '../../../platform/runCommand.js';
import { lockExpiry } from '../model/processDrafts.js';
import { loadDraftForWriting } from '../steps/loadProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/**
 * Locks the draft for editing, or renews the actor's lock. A lock that is not renewed expires.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function lockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<{ lockedUntil: string }> {
  await loadDraftForWriting(context, draftId);
  const lockedUntil = lockExpiry(context.now);
  await updateProcessDraft(context.tx, draftId, { lockedBy: context.actor.id, lockedUntil });
  return { lockedUntil };
}
