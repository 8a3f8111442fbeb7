import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Command, type Runtime, runCommand } from '../../../platform/runCommand.js';
import { deliverSignal } from '../commands/deliverSignal.js';
import { deliverThrownMessage } from '../commands/deliverThrownMessage.js';
import { startBySignal } from '../commands/startBySignal.js';
import { startByTimer } from '../commands/startByTimer.js';

type JobCommand = Command<{ jobId: number }, void>;

/** Runs the command of a job, which finishes the job in its own transaction. */
const run =
  (command: JobCommand) =>
  (runtime: Runtime): JobHandler =>
  (job) =>
    runCommand(runtime, systemActor, command, { jobId: job.id });

export const deliverMessageJob = run(deliverThrownMessage);
export const deliverSignalJob = run(deliverSignal);
export const startBySignalJob = run(startBySignal);
export const startByTimerJob = run(startByTimer);
