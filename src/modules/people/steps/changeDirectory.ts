import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type Directory, hasAdmin, whyNotEditDirectory } from '../model/directory.js';
import { type DirectoryChange, directoryChanges } from '../model/directoryChanges.js';
import { lockDirectory } from '../store/departments.js';
import { type DirectorySource, insertDirectoryChanges } from '../store/directoryChanges.js';
import { raiseRevisions, selectDirectory } from '../store/directorySnapshot.js';

/**
 * Runs a change of the directory and writes into its history what became different: one change at a time.
 * @throws {NotAllowed} also when afterwards nobody would be administrator
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

/** The same for a published organisation, which was approved. @throws {NotAllowed} when afterwards nobody would be administrator */
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
  if (hasAdmin(before) && !hasAdmin(after)) {
    throw new NotAllowed('此操作会使系统没有任何系统管理员，未予保存。请先指定另一名系统管理员。');
  }
  const changes = directoryChanges(before, after);
  await raiseRevisions(tx, changes);
  await recordChanges(context, source, changes);
  return output;
}

/** Writes changes into the history by the command's actor and time. */
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
