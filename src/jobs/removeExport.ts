import { type Runtime, runCommand } from '../commands/runCommand.js';
import { removeExport } from '../commands/writeExport.js';
import { removeExportFile } from '../exports/exportFolder.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

/** Removes a file that was kept long enough. */
export function removeExportJob(runtime: Runtime, folder: string): JobHandler {
  return async (job) => {
    const exportId = Number(job.payload.exportId);
    await removeExportFile(folder, exportId);
    await runCommand(runtime, systemActor, removeExport, { jobId: job.id, exportId });
  };
}
