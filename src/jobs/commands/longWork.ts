import type { Knex } from 'knex';
import type { Actor, Person } from '../../platform/actor.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import type { CommandContext } from '../../platform/runCommand.js';
import { leaseUntil } from '../model/lease.js';
import { insertJobs, type JobKind, type JobRow, selectJob, updateJob } from '../store/jobs.js';
import type { LongWorkChange, LongWorkRow } from '../store/longWork.js';

/** One kind of long work: where its rows are, and who may have it done. */
export interface LongWork<Row extends LongWorkRow> {
  jobKind: JobKind;
  /** Locked until the transaction ends. @throws {NotFound} */
  selectForUpdate(tx: Knex.Transaction, id: number): Promise<Row>;
  update(tx: Knex, id: number, change: LongWorkChange): Promise<void>;
  /** Undefined when who asked has left. */
  selectRequester(tx: Knex, personId: number): Promise<Person | undefined>;
  whyNot(actor: Actor, row: Row): string | null;
  /** How it is told that there is no such work of the person's. */
  what: string;
  whyTooLate: string;
}

/** The job in hand and the row that it works on. */
export interface WorkStep<Row extends LongWorkRow> {
  work: LongWork<Row>;
  job: Pick<JobRow, 'id' | 'attempts'>;
  id: number;
}

/** Has a row worked on as soon as the worker comes to it. */
export async function queueWork(
  { tx, now }: CommandContext,
  { jobKind }: Pick<LongWork<never>, 'jobKind'>,
  id: number,
): Promise<void> {
  const job = { kind: jobKind, ticketId: null, executionId: null, payload: { id } };
  await insertJobs(tx, [{ ...job, runAt: now.toISOString() }], now);
}

/** What is to be done and for whom; null, and the job done, when nothing is any more. */
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
  await endJob(context, step);
  return null;
}

/** Notes how far it is and keeps the job; false when it is not to be gone on with. */
export async function noteWork<Row extends LongWorkRow>(
  context: CommandContext,
  { total, done, ...step }: WorkStep<Row> & { total: number; done: number },
): Promise<boolean> {
  const { tx, now } = context;
  const { work, id } = step;
  const { status } = await work.selectForUpdate(tx, id);
  if (status !== 'running' || !(await isInHand(context, step))) return false;
  await work.update(tx, id, { total, done, failedAt: null });
  await updateJob(tx, step.job.id, { leasedUntil: leaseUntil(now).toISOString() });
  return true;
}

/** All is done, which the caller's own command records; null when it is no longer wanted, or done by another meanwhile. */
export async function endWork<Row extends LongWorkRow>(
  context: CommandContext,
  step: WorkStep<Row>,
  done: number,
): Promise<Row | null> {
  const { tx, now } = context;
  const { work, id } = step;
  const row = await work.selectForUpdate(tx, id);
  if (!(await isInHand(context, step))) return null;
  await endJob(context, step);
  if (row.status !== 'running') return null;
  const finishedAt = now.toISOString();
  await work.update(tx, id, { status: 'finished', total: done, done, failedAt: null, finishedAt });
  return row;
}

/** Gives the job back when the process is to end, so that the next start begins anew at once; ends it when it is not wanted. */
export async function releaseWork<Row extends LongWorkRow>(
  context: CommandContext,
  step: WorkStep<Row>,
): Promise<void> {
  const { tx, now } = context;
  const { status } = await step.work.selectForUpdate(tx, step.id);
  if (!(await isInHand(context, step))) return;
  if (status !== 'running') return endJob(context, step);
  const attempts = step.job.attempts - 1;
  await updateJob(tx, step.job.id, {
    status: 'ready',
    leasedUntil: null,
    attempts,
    runAt: now.toISOString(),
  });
}

/** Shows who asked that an attempt failed; the job is tried again as every job is. */
export async function noteFailedWork<Row extends LongWorkRow>(
  { tx, now }: CommandContext,
  { work, id }: WorkStep<Row>,
): Promise<void> {
  const { status } = await work.selectForUpdate(tx, id);
  if (status === 'running') await work.update(tx, id, { failedAt: now.toISOString() });
}

/** Stops what the actor had asked for. Repeating it succeeds. @throws {NotFound} {NotAllowed} */
export async function cancelWork<Row extends LongWorkRow>(
  { tx, actor, now }: CommandContext,
  { work, id }: Pick<WorkStep<Row>, 'work' | 'id'>,
): Promise<void> {
  const found = await work.selectForUpdate(tx, id);
  if (found.requestedBy !== actor.id) throw new NotFound(work.what);
  if (found.status === 'cancelled') return;
  if (found.status !== 'running') throw new NotAllowed(work.whyTooLate);
  await work.update(tx, id, { status: 'cancelled', finishedAt: now.toISOString() });
}

/** From this many seconds on, who asked is told by mail that it is done: nobody looks at a page that long. */
const toldAfterSeconds = 60;

export function tookLong({ now }: CommandContext, { requestedAt }: LongWorkRow): boolean {
  return now.getTime() - Date.parse(requestedAt) >= toldAfterSeconds * 1000;
}

/** False when the lease ran out and somebody else has taken the job since. */
async function isInHand<Row extends LongWorkRow>(
  { tx }: CommandContext,
  { job }: Pick<WorkStep<Row>, 'job'>,
): Promise<boolean> {
  const { status, attempts } = await selectJob(tx, job.id);
  return status === 'leased' && attempts === job.attempts;
}

async function endJob<Row extends LongWorkRow>(
  { tx, now }: CommandContext,
  { job }: Pick<WorkStep<Row>, 'job'>,
): Promise<void> {
  await updateJob(tx, job.id, { status: 'done', leasedUntil: null, finishedAt: now.toISOString() });
}
