import { finishWork, isWorthNotifying, type WorkStep } from '../../../jobs/commands/longWork.js';
import { insertJobs } from '../../../jobs/store/jobs.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { exportNames, keptDays, keptUntil } from '../model/exports.js';
import { type ExportRow, selectExportForUpdate, updateExport } from '../store/exports.js';

/**
 * Marks an export as finished once its file is in place, queues the removal of the file, and mails whoever asked for it
 * when the export took long. Returns false when the export was cancelled and the file must be removed.
 */
export async function finishExport(
  context: CommandContext,
  { size, done, ...step }: WorkStep<ExportRow> & { size: number; done: number },
): Promise<boolean> {
  const { tx, now } = context;
  const found = await finishWork(context, step, done);
  if (!found) return (await selectExportForUpdate(tx, step.id)).status !== 'cancelled';
  const { id, kind, requestedBy } = found;
  await updateExport(tx, id, { size });
  const runAt = keptUntil(now.toISOString());
  const removal = { kind: 'removeExport', ticketId: null, executionId: null, payload: { id } } as const;
  await insertJobs(tx, [{ ...removal, runAt }], now);
  if (!isWorthNotifying(context, found)) return true;
  await queueNotices(context, null, [requestedBy], {
    kind: '导出',
    about: exportNames[kind],
    text: `您要的${exportNames[kind]}已经导出，共 ${done} 条，可在 ${keptDays} 天内下载。`,
    path: paths.export(id),
  });
  return true;
}
