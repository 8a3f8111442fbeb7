import { reassignNext, refuseNext } from '../commands/reassignNext.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { DomainError } from '../errors.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

/** What one task refuses is noted and does not hold up the others. */
export function reassignTasksJob(runtime: Runtime): JobHandler {
  return async (job) => {
    const batch = { jobId: job.id, reassignmentId: Number(job.payload.reassignmentId) };
    try {
      await runCommand(runtime, systemActor, reassignNext, batch);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await runCommand(runtime, systemActor, refuseNext, { ...batch, error });
    }
  };
}
