import type { Logger } from 'pino';
import { systemActor } from '../../platform/actor.js';
import { type Command, type Runtime, runCommand } from '../../platform/runCommand.js';
import { abandonJob } from '../commands/abandonJob.js';
import { leaseSeconds, leaseUntil } from '../model/lease.js';
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

/** The job neither ended nor gave a sign for so long that its lease is nearly over. */
class JobSilent extends Error {
  constructor() {
    super('执行时没有响应，已放弃这一次。');
  }
}

/** Below the lease, so that no other worker has taken the job yet. */
const silenceMs = (leaseSeconds - 20) * 1000;

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
  patienceMs = silenceMs,
): Promise<boolean> {
  const kinds = Object.keys(handlers) as JobKind[];
  const now = runtime.clock.now();
  const job = await runtime.db.transaction((tx) => leaseDueJob(tx, kinds, now, leaseUntil(now)));
  if (!job) return false;
  const { id, kind, attempts, ticketId } = job;
  try {
    if (job.isSpent) throw new Error('多次执行都中断了（程序退出或没有响应），已停止重试。');
    await endOrSilence((watched) => handlers[kind]?.(job, watched), turn, patienceMs);
    log.info({ job: id, kind, ticketId, attempts }, 'job done');
  } catch (error) {
    log.warn({ job: id, kind, ticketId, attempts, err: error }, 'job failed');
    await recordFailure(runtime, failJob, log, { job, error: error as Error });
  }
  return true;
}

/**
 * Waits until the work ends, or gives it up when it gives no sign: what never answers must not hold up the jobs behind it. Work
 * that ends later all the same finds that its job is another's, as after a lease that ran out.
 * @throws {JobSilent}
 */
async function endOrSilence(
  work: (turn: Turn) => Promise<void> | undefined,
  turn: Turn,
  patienceMs: number,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JobSilent()), patienceMs);
  });
  const reportAlive = () => {
    timer?.refresh();
    turn.reportAlive();
  };
  try {
    await Promise.race([work({ ...turn, reportAlive }), silence]);
  } finally {
    clearTimeout(timer);
  }
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
