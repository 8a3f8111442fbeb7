import { updateProcessDraft } from '../db/processDrafts.js';
import { leaseUntil } from '../rules/processDrafts.js';
import { holdForWriting } from './openProcessDraft.js';
import type { CommandContext } from './runCommand.js';

/**
 * Takes the draft for editing, or renews the lock that this person has; it ends by itself when it is not renewed.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function lockProcessDraft(
  context: CommandContext,
  { draftId }: { draftId: number },
): Promise<{ lockedUntil: string }> {
  await holdForWriting(context, draftId);
  const lockedUntil = leaseUntil(context.now);
  await updateProcessDraft(context.tx, draftId, { lockedBy: context.actor.id, lockedUntil });
  return { lockedUntil };
}
