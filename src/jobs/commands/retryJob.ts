import { NotAllowed } from '../../platform/errors.js';
import type { CommandContext } from '../../platform/runCommand.js';
import { resolveIncidentsOfJob } from '../store/incidents.js';
import { selectJob, updateJob } from '../store/jobs.js';

/** Resets the attempts of a failed job and closes its incident. Retrying a waiting job succeeds. @throws {NotAllowed} */
export async function retryJob(context: CommandContext, input: { jobId: number }): Promise<void> {
  const job = await selectJob(context.tx, input.jobId);
  if (job.status === 'ready' || job.status === 'leased') return;
  if (job.status !== 'failed') throw new NotAllowed('该作业已结束，不需要重试。');
  const at = context.now.toISOString();
  await updateJob(context.tx, job.id, { status: 'ready', attempts: 0, runAt: at, leasedUntil: null });
  await resolveIncidentsOfJob(context.tx, job.id, {
    resolvedAt: at,
    resolvedBy: context.actor.id,
    resolution: '人工重试',
  });
}
