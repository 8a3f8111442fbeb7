import type { Logger } from 'pino';
import { failJob } from '../commands/failJob.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { type JobKind, type JobRow, leaseDueJob } from '../db/jobs.js';
import { systemActor } from '../rules/actor.js';

/** Does one job; must finish the job row in the transaction in which it does its work. */
export type JobHandler = (job: JobRow) => Promise<void>;

export const leaseSeconds = 120;

/**
 * Takes the job that is due longest and sees to it that it ends done, tried again or failed; a job whose process died is
 * taken again when its lease runs out. Returns false when nothing is due.
 */
export async function runDueJob(
  runtime: Runtime,
  handlers: Record<JobKind, JobHandler>,
  log: Logger,
): Promise<boolean> {
  const now = runtime.clock.now();
  const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000);
  const job = await runtime.db.transaction((tx) => leaseDueJob(tx, now, leaseUntil));
  if (!job) return false;
  const { id, kind, attempts, ticketId } = job;
  try {
    await handlers[kind](job);
    log.info({ job: id, kind, ticketId, attempts }, 'job done');
  } catch (error) {
    log.warn({ job: id, kind, ticketId, attempts, err: error }, 'job failed');
    await runCommand(runtime, systemActor, failJob, { job, error: error as Error });
  }
  return true;
}
