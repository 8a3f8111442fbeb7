import type { CommandContext } from '../../../platform/runCommand.js';
import { leaseUntil } from '../model/processDrafts.js';
import { lockForWriting } from '../steps/openProcessDraft.js';
import { updateProcessDraft } from '../store/processDrafts.js';

/**
 * Takes the draft for editing, or renews the lock that this person has; it ends by itself when it is not renewed.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function lockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<{ lockedUntil: string }> {
  await lockForWriting(context, draftId);
  const lockedUntil = leaseUntil(context.now);
  await updateProcessDraft(context.tx, draftId, { lockedBy: context.actor.id, lockedUntil });
  return { lockedUntil };
}
