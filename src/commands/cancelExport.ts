import { selectExportForUpdate, updateExport } from '../db/exports.js';
import { NotAllowed, NotFound } from '../errors.js';
import type { CommandContext } from './runCommand.js';

/** Stops writing a file that the actor asked for. Repeating it succeeds. @throws {NotFound} {NotAllowed} */
export async function cancelExport(context: CommandContext, { id }: { id: number }): Promise<void> {
  const found = await selectExportForUpdate(context.tx, id);
  if (found.requestedBy !== context.actor.id) throw new NotFound('该次导出');
  if (found.status === 'cancelled') return;
  if (found.status !== 'running') throw new NotAllowed('文件已经写好，不能停止。');
  await updateExport(context.tx, id, { status: 'cancelled', finishedAt: context.now.toISOString() });
}
