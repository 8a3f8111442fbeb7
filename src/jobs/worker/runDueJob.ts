import type { Logger } from 'pino';
import { systemActor } from '../../platform/actor.js';
import { type Command, type Runtime, runCommand } from '../../platform/runCommand.js';
import { abandonJob } from '../commands/abandonJob.js';
import { leaseUntil } from '../model/lease.js';
import { type JobKind, type JobRow, leaseDueJob } from '../store/jobs.js';

/** What long work sees of the loop that runs it. */
export interface Turn {
  /** Aborted when the process is to end: work that takes long is given back and taken up after the next start. */
  stopping: AbortSignal;
  /** Says that the work is not stuck. */
  goesOn(): void;
}

/** Does one job; must finish the job row in the transaction in which it does its work. */
export type JobHandler = (job: JobRow, turn: Turn) => Promise<void>;

export type JobHandlers = Record<JobKind, JobHandler>;

/** Decides what becomes of a job whose handler threw: tried again, or failed for good. */
export type FailJob = Command<{ job: JobRow; error: Error }, void>;

const undisturbed: Turn = { stopping: new AbortController().signal, goesOn: () => undefined };

/**
 * Takes the job that is due longest of the kinds that have a handler and sees to it that it ends done, tried again or
 * failed; a job whose process died is taken again when its lease runs out, until its attempts are used up. Returns false when nothing is due.
 */
export async function runDueJob(
  runtime: Runtime,
  handlers: Partial<JobHandlers>,
  failJob: FailJob,
  log: Logger,
  turn: Turn = undisturbed,
): Promise<boolean> {
  const kinds = Object.keys(handlers) as JobKind[];
  const now = runtime.clock.now();
  const job = await runtime.db.transaction((tx) => leaseDueJob(tx, kinds, now, leaseUntil(now)));
  if (!job) return false;
  const { id, kind, attempts, ticketId } = job;
  try {
    if (job.isSpent) throw new Error('多次执行都中断了（程序退出或没有响应），已停止重试。');
    await handlers[kind]?.(job, turn);
    log.info({ job: id, kind, ticketId, attempts }, 'job done');
  } catch (error) {
    log.warn({ job: id, kind, ticketId, attempts, err: error }, 'job failed');
    await recordFailure(runtime, failJob, log, { job, error: error as Error });
  }
  return true;
}

/** Where not even the failure can be recorded in the ticket, the job ends all the same: others wait behind it. */
async function recordFailure(
  runtime: Runtime,
  failJob: FailJob,
  log: Logger,
  failure: { job: JobRow; error: Error },
): Promise<void> {
  try {
    await runCommand(runtime, systemActor, failJob, failure);
  } catch (error) {
    log.error({ job: failure.job.id, err: error }, 'a failed job could not be recorded in its ticket');
    await runCommand(runtime, systemActor, abandonJob, failure);
  }
}
