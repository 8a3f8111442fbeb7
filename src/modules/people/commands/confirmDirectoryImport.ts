import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotEditDirectory } from '../model/directory.js';
import type { DirectoryRows } from '../model/directoryRows.js';
import {
  deleteDirectoryImport,
  replaceDirectoryImport,
  selectDirectoryImport,
} from '../store/directoryImports.js';
import { importDirectory, type RowResult } from './importDirectory.js';

/** Stores the rows of an uploaded workbook until the actor confirms the preview of their changes. @throws {NotAllowed} */
export async function stageDirectoryImport(
  { tx, actor, now }: CommandContext,
  { fileName, rows }: { fileName: string; rows: DirectoryRows },
): Promise<{ id: number }> {
  const refusal = whyNotEditDirectory(actor);
  if (refusal) throw new NotAllowed(refusal);
  const upload = { actorId: actor.id as number, fileName, rows, uploadedAt: now.toISOString() };
  return { id: await replaceDirectoryImport(tx, upload) };
}

/** Imports the actor's upload into the directory, once. @throws {NotFound} and as the import does */
export async function confirmDirectoryImport(
  context: CommandContext,
  { id, passwordHashes }: { id: number; passwordHashes: ReadonlyMap<string, string> },
): Promise<RowResult[]> {
  const actorId = context.actor.id as number;
  const { rows } = await selectDirectoryImport(context.tx, id, actorId);
  const results = await importDirectory(context, { rows, source: 'import', onlyAdd: false, passwordHashes });
  await deleteDirectoryImport(context.tx, actorId);
  return results;
}
