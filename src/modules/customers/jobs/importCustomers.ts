import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { importPortion } from '../commands/importCustomers.js';

export function importCustomersJob(runtime: Runtime): JobHandler {
  return (job) =>
    runCommand(runtime, systemActor, importPortion, {
      jobId: job.id,
      importId: Number(job.payload.importId),
    });
}
