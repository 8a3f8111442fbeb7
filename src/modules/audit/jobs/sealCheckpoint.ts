import { finishJob } from '../../../jobs/store/jobs.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { scheduleCheckpoint } from '../commands/scheduleCheckpoint.js';
import { sealCheckpoint } from '../commands/sealCheckpoint.js';
import type { Seal } from '../steps/seal.js';
import { writeCheckpointFile } from '../store/checkpointFiles.js';

/**
 * Queues tomorrow's job first, so that a failure today does not end the series. Each part can be repeated: after a crash
 * between the commit and the file, the next attempt writes the file.
 */
export function sealCheckpointJob(runtime: Runtime, seal: Seal): JobHandler {
  return async (job) => {
    await runCommand(runtime, systemActor, scheduleCheckpoint, { exceptId: job.id });
    await writeCheckpointFile(seal.folder, await runCommand(runtime, systemActor, sealCheckpoint, seal));
    await finishJob(runtime.db, job.id, runtime.clock.now());
  };
}
