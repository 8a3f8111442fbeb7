import { removeExport } from '../commands/removeExport.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { removeExportFile } from '../exports/exportFolder.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

/** Removes a file that was kept long enough. */
export function removeExportJob(runtime: Runtime, folder: string): JobHandler {
  return async (job) => {
    const id = Number(job.payload.id);
    await removeExportFile(folder, id);
    await runCommand(runtime, systemActor, removeExport, { jobId: job.id, id });
  };
}
