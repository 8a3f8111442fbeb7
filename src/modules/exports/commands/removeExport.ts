import { updateJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { updateExport } from '../store/exports.js';

/** Notes that a file was kept long enough and is no longer there. */
export async function removeExport(
  { tx, now }: CommandContext,
  { jobId, id }: { jobId: number; id: number },
): Promise<void> {
  await updateExport(tx, id, { status: 'removed' });
  await updateJob(tx, jobId, { status: 'done', leasedUntil: null, finishedAt: now.toISOString() });
}
