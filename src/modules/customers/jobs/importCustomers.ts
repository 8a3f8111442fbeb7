import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { importPortion } from '../commands/importCustomers.js';

/** Processes the next batch of an import. */
export function importCustomersJob(runtime: Runtime): JobHandler {
  return (job) =>
    runCommand(runtime, systemActor, importPortion, {
      jobId: job.id,
      importId: Number(job.payload.importId),
    });
}
