import { updateExport } from '../db/exports.js';
import { updateJob } from '../db/jobs.js';
import type { CommandContext } from './runCommand.js';

/** Notes that a file was kept long enough and is no longer there. */
export async function removeExport(
  { tx, now }: CommandContext,
  { jobId, id }: { jobId: number; id: number },
): Promise<void> {
  await updateExport(tx, id, { status: 'removed' });
  await updateJob(tx, jobId, { status: 'done', leasedUntil: null, finishedAt: now.toISOString() });
}
