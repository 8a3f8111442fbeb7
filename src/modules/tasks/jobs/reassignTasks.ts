import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { DomainError } from '../../../platform/errors.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { reassignNext, recordRefusedItem } from '../commands/reassignNext.js';

/** A refused task is recorded and does not stop the others. */
export function reassignTasksJob(runtime: Runtime): JobHandler {
  return async (job) => {
    const batch = { jobId: job.id, reassignmentId: Number(job.payload.reassignmentId) };
    try {
      await runCommand(runtime, systemActor, reassignNext, batch);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await runCommand(runtime, systemActor, recordRefusedItem, { ...batch, error });
    }
  };
}
