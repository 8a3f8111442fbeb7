import type { Knex } from 'knex';
import { hasRowLocks } from '../../platform/db/connect.js';
import { NotFound } from '../../platform/errors.js';

export type JobKind =
  | 'fireTimer'
  | 'sendMail'
  | 'runService'
  | 'deliverMessage'
  | 'deliverSignal'
  | 'startBySignal'
  | 'startByTimer'
  | 'applyOrganization'
  | 'importCustomers'
  | 'reassignTasks'
  | 'sealCheckpoint'
  | 'writeExport'
  | 'removeExport'
  | 'checkAudit'
  | 'removeLeftovers'
  | 'writeProcess';

/** ready -> leased -> done; failed after the last attempt; cancelled when its ticket no longer waits for it. */
export type JobStatus = 'ready' | 'leased' | 'done' | 'failed' | 'cancelled';

export interface JobRow {
  id: number;
  kind: JobKind;
  ticketId: number | null;
  /** Execution id of the timer or service task that waits for the job. */
  executionId: string | null;
  payload: Record<string, unknown>;
  status: JobStatus;
  runAt: string;
  leasedUntil: string | null;
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
  createdAt: string;
  finishedAt: string | null;
}

export type NewJob = Pick<JobRow, 'kind' | 'ticketId' | 'executionId' | 'payload' | 'runAt'>;

const parse = (row: JobRow): JobRow => ({ ...row, payload: JSON.parse(row.payload as unknown as string) });

const maxAttempts = 8;
/** A signal may meet thousands of tickets; SQLite takes 32,766 values at once. */
const maxRowsPerInsert = 500;

export async function insertJobs(db: Knex, jobs: readonly NewJob[], now: Date): Promise<void> {
  const rows = jobs.map((job) => ({
    ...job,
    payload: JSON.stringify(job.payload),
    status: 'ready',
    leasedUntil: null,
    attempts: 0,
    maxAttempts,
    lastError: null,
    createdAt: now.toISOString(),
    finishedAt: null,
  }));
  for (let from = 0; from < rows.length; from += maxRowsPerInsert)
    await db('jobs').insert(rows.slice(from, from + maxRowsPerInsert));
}

/** @throws {NotFound} */
export async function selectJob(db: Knex, id: number): Promise<JobRow> {
  const row = await db('jobs').where({ id }).first();
  if (!row) throw new NotFound('作业');
  return parse(row);
}

/** Jobs of one kind of a ticket that have not run yet. */
export async function selectPendingJobs(db: Knex, ticketId: number, kinds: JobKind[]): Promise<JobRow[]> {
  const rows = await db('jobs')
    .where({ ticketId })
    .whereIn('kind', kinds)
    .whereIn('status', ['ready', 'leased', 'failed']);
  return rows.map(parse);
}

/** Jobs of a kind that are ready, leased or failed. */
export async function selectUnfinishedJobsOfKind(db: Knex, kind: JobKind): Promise<JobRow[]> {
  const rows = await db('jobs').where({ kind }).whereIn('status', ['ready', 'leased', 'failed']);
  return rows.map(parse);
}

/** Jobs of these executions, and mail jobs, of some tickets. */
export async function selectJobsOfEvents(
  db: Knex,
  ticketIds: readonly number[],
  executionIds: readonly string[],
): Promise<JobRow[]> {
  const rows = await db('jobs')
    .whereIn('ticketId', [...ticketIds])
    .where((either) => either.whereIn('executionId', [...executionIds]).orWhere({ kind: 'sendMail' }))
    .orderBy('id');
  return rows.map(parse);
}

/** Whether a job of the kind, other than `exceptId`, waits or runs. */
export async function isJobWaiting(
  db: Knex,
  kind: JobKind,
  exceptId: number | null = null,
): Promise<boolean> {
  const query = db('jobs').where({ kind }).whereIn('status', ['ready', 'leased']);
  if (exceptId !== null) query.whereNot({ id: exceptId });
  return (await query.first('id')) !== undefined;
}

export interface LeasedJob extends JobRow {
  /** Every attempt was made, and the last one was lost with its process: to be failed, not run. */
  isSpent: boolean;
}

/**
 * Leases the oldest due job of these kinds; a job whose lease expired (after a crash) is taken again.
 * The lease counts as an attempt before the job runs. Undefined when nothing is due.
 */
export async function leaseDueJob(
  tx: Knex.Transaction,
  kinds: readonly JobKind[],
  now: Date,
  leaseUntil: Date,
): Promise<LeasedJob | undefined> {
  const at = now.toISOString();
  const query = tx('jobs')
    .whereIn('kind', [...kinds])
    .where((due) => {
      due
        .where((ready) => ready.where({ status: 'ready' }).where('runAt', '<=', at))
        .orWhere((lost) => lost.where({ status: 'leased' }).where('leasedUntil', '<=', at));
    })
    .orderBy('runAt')
    .orderBy('id')
    .first();
  const row = await (hasRowLocks(tx) ? query.forUpdate().skipLocked() : query);
  if (!row) return undefined;
  const isSpent = row.status === 'leased' && row.attempts >= row.maxAttempts;
  const attempts = isSpent ? row.attempts : row.attempts + 1;
  const leasedUntil = leaseUntil.toISOString();
  await tx('jobs').where({ id: row.id }).update({ status: 'leased', leasedUntil, attempts });
  return { ...parse({ ...row, status: 'leased', leasedUntil, attempts }), isSpent };
}

export async function updateJob(
  db: Knex,
  id: number,
  change: Partial<Pick<JobRow, 'status' | 'runAt' | 'leasedUntil' | 'attempts' | 'lastError' | 'finishedAt'>>,
): Promise<void> {
  await db('jobs').where({ id }).update(change);
}

/** The job has done its work and holds no lease; part of the transaction that did it, so that it happens once. */
export function finishJob(db: Knex, id: number, now: Date): Promise<void> {
  return updateJob(db, id, { status: 'done', leasedUntil: null, finishedAt: now.toISOString() });
}

export async function cancelJobs(db: Knex, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db('jobs')
    .whereIn('id', [...ids])
    .update({ status: 'cancelled', leasedUntil: null, finishedAt: now.toISOString() });
}

/** The jobs of each kind whose time has come and that nobody has begun; `oldestRunAt` is when the first of them was due. */
export async function countDueJobs(
  db: Knex,
  now: Date,
): Promise<{ kind: JobKind; count: number; oldestRunAt: string }[]> {
  const rows: { kind: JobKind; count: number; oldestRunAt: string }[] = await db('jobs')
    .where({ status: 'ready' })
    .where('runAt', '<=', now.toISOString())
    .groupBy('kind')
    .select('kind')
    .count({ count: '*' })
    .min({ oldestRunAt: 'runAt' });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
