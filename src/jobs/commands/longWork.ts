import type { Knex } from 'knex';
import type { Actor, Person } from '../../platform/actor.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import type { CommandContext } from '../../platform/runCommand.js';
import { leaseUntil } from '../model/lease.js';
import { finishJob, insertJobs, type JobKind, type JobRow, selectJob, updateJob } from '../store/jobs.js';
import type { LongWorkChange, LongWorkRow } from '../store/longWork.js';

/** One kind of long-running work: how its rows are stored, and who may request it. */
export interface LongWork<Row extends LongWorkRow> {
  jobKind: JobKind;
  /** Locked until the transaction ends. @throws {NotFound} */
  selectForUpdate(tx: Knex.Transaction, id: number): Promise<Row>;
  update(tx: Knex, id: number, change: LongWorkChange): Promise<void>;
  /** Undefined when the requester has left. */
  selectRequester(tx: Knex, personId: number): Promise<Person | undefined>;
  whyNot(actor: Actor, row: Row): string | null;
  /** Name used in the error when the person has no such job. */
  notFoundName: string;
  whyTooLate: string;
}

/** The running job and the row that it works on. */
export interface WorkStep<Row extends LongWorkRow> {
  work: LongWork<Row>;
  job: Pick<JobRow, 'id' | 'attempts'>;
  id: number;
}

/** Queues the job that works on a row. */
export async function queueWork(
  { tx, now }: CommandContext,
  { jobKind }: Pick<LongWork<never>, 'jobKind'>,
  id: number,
): Promise<void> {
  const job = { kind: jobKind, ticketId: null, executionId: null, payload: { id } };
  await insertJobs(tx, [{ ...job, runAt: now.toISOString() }], now);
}

/** Starts an attempt. @returns the row and its requester; null, with the job finished, when the work is no longer wanted */
export async function beginWork<Row extends LongWorkRow>(
  context: CommandContext,
  step: WorkStep<Row>,
): Promise<{ row: Row; person: Person } | null> {
  const { tx, now } = context;
  const { work, id } = step;
  const row = await work.selectForUpdate(tx, id);
  const person = await work.selectRequester(tx, row.requestedBy);
  if (row.status === 'running' && person && !work.whyNot(person, row)) {
    await work.update(tx, id, { total: null, done: 0 });
    return { row, person };
  }
  if (row.status === 'running')
    await work.update(tx, id, { status: 'cancelled', finishedAt: now.toISOString() });
  await finishJob(context.tx, step.job.id, context.now);
  return null;
}

/** Stores the progress and renews the lease. @returns false when the work must stop */
export async function recordProgress<Row extends LongWorkRow>(
  context: CommandContext,
  { total, done, ...step }: WorkStep<Row> & { total: number; done: number },
): Promise<boolean> {
  const { tx, now } = context;
  const { work, id } = step;
  const { status } = await work.selectForUpdate(tx, id);
  if (status !== 'running' || !(await holdsLease(context, step))) return false;
  await work.update(tx, id, { total, done, failedAt: null });
  await updateJob(tx, step.job.id, { leasedUntil: leaseUntil(now).toISOString() });
  return true;
}

/** Finishes the job in the caller's transaction. @returns the row; null when it was cancelled or another worker took the job */
export async function finishWork<Row extends LongWorkRow>(
  context: CommandContext,
  step: WorkStep<Row>,
  done: number,
): Promise<Row | null> {
  const { tx, now } = context;
  const { work, id } = step;
  const row = await work.selectForUpdate(tx, id);
  if (!(await holdsLease(context, step))) return null;
  await finishJob(context.tx, step.job.id, context.now);
  if (row.status !== 'running') return null;
  const finishedAt = now.toISOString();
  await work.update(tx, id, { status: 'finished', total: done, done, failedAt: null, finishedAt });
  return row;
}

/** Returns the job to the queue when the process shuts down, so that the next start runs it again; finishes a cancelled one. */
export async function releaseWork<Row extends LongWorkRow>(
  context: CommandContext,
  step: WorkStep<Row>,
): Promise<void> {
  const { tx, now } = context;
  const { status } = await step.work.selectForUpdate(tx, step.id);
  if (!(await holdsLease(context, step))) return;
  if (status !== 'running') return finishJob(context.tx, step.job.id, context.now);
  const attempts = step.job.attempts - 1;
  await updateJob(tx, step.job.id, {
    status: 'ready',
    leasedUntil: null,
    attempts,
    runAt: now.toISOString(),
  });
}

/** Records for the requester that an attempt failed; the job is retried like any other. */
export async function recordFailedAttempt<Row extends LongWorkRow>(
  { tx, now }: CommandContext,
  { work, id }: WorkStep<Row>,
): Promise<void> {
  const { status } = await work.selectForUpdate(tx, id);
  if (status === 'running') await work.update(tx, id, { failedAt: now.toISOString() });
}

/** Cancels work that the actor requested. Repeating it succeeds. @throws {NotFound} {NotAllowed} */
export async function cancelWork<Row extends LongWorkRow>(
  { tx, actor, now }: CommandContext,
  { work, id }: Pick<WorkStep<Row>, 'work' | 'id'>,
): Promise<void> {
  const found = await work.selectForUpdate(tx, id);
  if (found.requestedBy !== actor.id) throw new NotFound(work.notFoundName);
  if (found.status === 'cancelled') return;
  if (found.status !== 'running') throw new NotAllowed(work.whyTooLate);
  await work.update(tx, id, { status: 'cancelled', finishedAt: now.toISOString() });
}

/** Work that takes longer is announced by mail, because nobody watches a page that long. */
const notifyAfterSeconds = 60;

export function isWorthNotifying({ now }: CommandContext, { requestedAt }: LongWorkRow): boolean {
  return now.getTime() - Date.parse(requestedAt) >= notifyAfterSeconds * 1000;
}

/** False when the lease expired and another worker took the job. */
async function holdsLease<Row extends LongWorkRow>(
  { tx }: CommandContext,
  { job }: Pick<WorkStep<Row>, 'job'>,
): Promise<boolean> {
  const { status, attempts } = await selectJob(tx, job.id);
  return status === 'leased' && attempts === job.attempts;
}
