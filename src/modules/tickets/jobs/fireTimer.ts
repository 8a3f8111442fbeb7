import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { fireTimer } from '../commands/fireTimer.js';

export function fireTimerJob(runtime: Runtime): JobHandler {
  return (job) => runCommand(runtime, systemActor, fireTimer, { jobId: job.id });
}
