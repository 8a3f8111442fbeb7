import { finishJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { updateExport } from '../store/exports.js';

/** Records that the file of an export was removed after its time. */
export async function removeExport(
  { tx, now }: CommandContext,
  { jobId, id }: { jobId: number; id: number },
): Promise<void> {
  await updateExport(tx, id, { status: 'removed' });
  await finishJob(tx, jobId, now);
}
