import { NotAllowed, NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { keptDays, whyNotExport } from '../model/exports.js';
import { type ExportRow, selectExportForUpdate, updateExport } from '../store/exports.js';

/**
 * Returns the export to whoever asked for it, and records the first download.
 * @throws {NotFound} for anybody else, or when it is not written yet
 * @throws {NotAllowed} when it was removed, or the person has no right to it any more
 */
export async function fetchExport(context: CommandContext, { id }: { id: number }): Promise<ExportRow> {
  const { tx, actor, now } = context;
  const found = await selectExportForUpdate(tx, id);
  if (found.requestedBy !== actor.id) throw new NotFound('该次导出');
  const refusal = whyNotExport(actor, found.kind);
  if (refusal) throw new NotAllowed(refusal);
  if (found.status === 'removed') throw new NotAllowed(`文件保存 ${keptDays} 天，现已删除，请重新导出。`);
  if (found.status !== 'finished') throw new NotFound('导出的文件');
  if (found.fetchedAt === null) await updateExport(tx, id, { fetchedAt: now.toISOString() });
  return found;
}
