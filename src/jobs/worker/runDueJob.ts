import type { Logger } from 'pino';
import { systemActor } from '../../platform/actor.js';
import { type Command, type Runtime, runCommand } from '../../platform/runCommand.js';
import { abandonJob } from '../commands/abandonJob.js';
import { leaseUntil } from '../model/lease.js';
import { type JobKind, type JobRow, leaseDueJob } from '../store/jobs.js';

/** What a long-running job gets from the loop that runs it. */
export interface Turn {
  /** Aborted when the process shuts down: long work returns to the queue and continues after the next start. */
  stopping: AbortSignal;
  /** Reports that the job is not stuck. */
  reportAlive(): void;
}

/** Does the work of one job, and must finish the job row in the same transaction. */
export type JobHandler = (job: JobRow, turn: Turn) => Promise<void>;

export type JobHandlers = Record<JobKind, JobHandler>;

/** Decides after an error whether the job is retried or has failed. */
export type FailJob = Command<{ job: JobRow; error: Error }, void>;

const uninterruptedTurn: Turn = { stopping: new AbortController().signal, reportAlive: () => undefined };

/**
 * Runs the oldest due job of the kinds that have a handler. It ends done, queued for a retry, or failed.
 * A job whose process died runs again when its lease expires, until its attempts are used up. @returns false when nothing is due
 */
export async function runDueJob(
  runtime: Runtime,
  handlers: Partial<JobHandlers>,
  failJob: FailJob,
  log: Logger,
  turn: Turn = uninterruptedTurn,
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
