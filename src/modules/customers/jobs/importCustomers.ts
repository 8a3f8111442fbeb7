import { importPortion } from '../commands/importCustomers.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

export function importCustomersJob(runtime: Runtime): JobHandler {
  return (job) =>
    runCommand(runtime, systemActor, importPortion, {
      jobId: job.id,
      importId: Number(job.payload.importId),
    });
}
