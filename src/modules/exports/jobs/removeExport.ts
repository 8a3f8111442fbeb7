import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { removeExport } from '../commands/removeExport.js';
import { removeExportFile } from '../steps/exportFolder.js';

/** Removes a file that was kept long enough. */
export function removeExportJob(runtime: Runtime, folder: string): JobHandler {
  return async (job) => {
    const id = Number(job.payload.id);
    await removeExportFile(folder, id);
    await runCommand(runtime, systemActor, removeExport, { jobId: job.id, id });
  };
}
