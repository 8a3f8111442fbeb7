import { finishJob } from '../../../jobs/store/jobs.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import type { Runtime } from '../../../platform/runCommand.js';
import { type ProcessFolders, writeProcessFiles } from '../steps/processFolder.js';

/** Writes a published process to the folder. Doing it twice does no harm, so the files need not be part of a transaction. */
export function writeProcessJob({ db, clock }: Runtime, folders: ProcessFolders): JobHandler {
  return async (job) => {
    await writeProcessFiles(db, folders, String(job.payload.processKey));
    await finishJob(db, job.id, clock.now());
  };
}
