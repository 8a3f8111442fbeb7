import { fireTimer } from '../commands/fireTimer.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

export function fireTimerJob(runtime: Runtime): JobHandler {
  return (job) => runCommand(runtime, systemActor, fireTimer, { jobId: job.id });
}
