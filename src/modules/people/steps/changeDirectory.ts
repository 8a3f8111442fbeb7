import { recordSecurity } from '../../../platform/access/securityLog.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type Directory, hasAdministrator, whyNotEditDirectory } from '../model/directory.js';
import { type DirectoryChange, directoryChanges } from '../model/directoryChanges.js';
import { groupChanges } from '../model/permissionChanges.js';
import { lockDirectory } from '../store/departments.js';
import { type DirectorySource, insertDirectoryChanges } from '../store/directoryChanges.js';
import { incrementRevisions, selectDirectory } from '../store/directorySnapshot.js';

/**
 * Runs a change of the directory, one at a time, and enters the differences in its history.
 * @throws {NotAllowed} also when nobody would be administrator afterwards
 */
export async function changeDirectory<Output>(
  context: CommandContext,
  source: DirectorySource,
  change: (directory: Directory) => Promise<Output>,
): Promise<Output> {
  const refusal = whyNotEditDirectory(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  return recordDirectory(context, source, change);
}

/**
 * Does the same without asking for the actor's permission, for a published organisation that was approved. @throws
 * {NotAllowed} when nobody would be administrator afterwards
 */
export async function recordDirectory<Output>(
  context: CommandContext,
  source: DirectorySource,
  change: (directory: Directory) => Promise<Output>,
): Promise<Output> {
  const { tx } = context;
  await lockDirectory(tx);
  const before = await selectDirectory(tx);
  const output = await change(before);
  const after = await selectDirectory(tx);
  if (hasAdministrator(before) && !hasAdministrator(after)) {
    throw new NotAllowed('此操作会使系统没有任何系统管理员，未予保存。请先指定另一名系统管理员。');
  }
  const changes = directoryChanges(before, after);
  await incrementRevisions(tx, changes);
  await recordChanges(context, source, changes);
  for (const change of groupChanges(before, after))
    await recordSecurity(context, 'permissionsChanged', change);
  return output;
}

/** Enters changes in the history with the command's actor and time. */
export function recordChanges(
  { tx, actor, now }: CommandContext,
  source: DirectorySource,
  changes: readonly DirectoryChange[],
): Promise<void> {
  const stamp = { at: now.toISOString(), actorId: actor.id, actorName: actor.name, source };
  return insertDirectoryChanges(
    tx,
    changes.map((change) => ({ ...stamp, ...change })),
  );
}
