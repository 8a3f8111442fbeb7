import { resolveIncidentsOfJob } from '../../../jobs/store/incidents.js';
import { selectJob } from '../../../jobs/store/jobs.js';
import { InvalidForm, NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { completeService } from './completeService.js';

/**
 * Completes a service task whose job failed without a result; the incident keeps the reason.
 * @throws {NotAllowed} for a job that has not failed or is no service {InvalidForm} without a reason
 */
export async function skipJob(
  context: CommandContext,
  input: { jobId: number; reason: string },
): Promise<void> {
  const job = await selectJob(context.tx, input.jobId);
  if (job.kind !== 'runService' || job.status !== 'failed')
    throw new NotAllowed('只能跳过已失败的自动服务。');
  const reason = input.reason.trim();
  if (reason === '' || reason.length > 400) {
    throw new InvalidForm([{ path: 'reason', message: '请填写跳过的原因（最多 400 个字）。' }]);
  }
  await resolveIncidentsOfJob(context.tx, job.id, {
    resolvedAt: context.now.toISOString(),
    resolvedBy: context.actor.id,
    resolution: `跳过：${reason}`,
  });
  await completeService(context, { jobId: job.id, skippedBecause: reason });
}
