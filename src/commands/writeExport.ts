import { type ExportRow, selectExportForUpdate, updateExport } from '../db/exports.js';
import { insertJobs, type JobRow, selectJob, updateJob } from '../db/jobs.js';
import { selectOptionalActor } from '../db/persons.js';
import { exportNames, keptDays, whyNotExport } from '../rules/exports.js';
import { leaseUntil } from '../rules/lease.js';
import { queueNotices } from './queueNotices.js';
import type { CommandContext } from './runCommand.js';

/** The job in hand and the file that it writes. */
export interface ExportStep {
  job: Pick<JobRow, 'id' | 'attempts'>;
  exportId: number;
}

/** From this many seconds on, who asked is told by mail that the file is ready: nobody looks at a page that long. */
const toldAfterSeconds = 60;

/** What is to be written and for whom; null, and the job done, when nothing is any more. */
export async function beginExport(
  context: CommandContext,
  step: ExportStep,
): Promise<{ order: ExportRow; personName: string } | null> {
  const { tx, now } = context;
  const order = await selectExportForUpdate(tx, step.exportId);
  const person = await selectOptionalActor(tx, order.requestedBy);
  if (order.status === 'running' && person && !whyNotExport(person, order.kind)) {
    await updateExport(tx, order.id, { total: null, written: 0 });
    return { order, personName: person.name };
  }
  if (order.status === 'running')
    await updateExport(tx, order.id, { status: 'cancelled', finishedAt: now.toISOString() });
  await endJob(context, step);
  return null;
}

/** Notes how far a file is written and keeps the job; false when it is not to be gone on with. */
export async function noteExport(
  context: CommandContext,
  { total, written, ...step }: ExportStep & { total: number; written: number },
): Promise<boolean> {
  const { tx, now } = context;
  const { status } = await selectExportForUpdate(tx, step.exportId);
  if (status !== 'running' || !(await isInHand(context, step))) return false;
  await updateExport(tx, step.exportId, { total, written, failedAt: null });
  await updateJob(tx, step.job.id, { leasedUntil: leaseUntil(now).toISOString() });
  return true;
}

/** The file lies in its place: it can be taken for some days. False when it is no longer wanted. */
export async function finishExport(
  context: CommandContext,
  { size, written, ...step }: ExportStep & { size: number; written: number },
): Promise<boolean> {
  const { tx, now } = context;
  const found = await selectExportForUpdate(tx, step.exportId);
  if (!(await isInHand(context, step))) return found.status === 'finished';
  await endJob(context, step);
  if (found.status !== 'running') return false;
  const { id, kind, requestedBy, requestedAt } = found;
  const finishedAt = now.toISOString();
  const facts = { total: written, written, size, failedAt: null, finishedAt };
  await updateExport(tx, id, { status: 'finished', ...facts });
  const runAt = new Date(now.getTime() + keptDays * 24 * 60 * 60 * 1000).toISOString();
  const removal = { kind: 'removeExport', ticketId: null, executionId: null, payload: { exportId: id } };
  await insertJobs(tx, [{ ...removal, kind: 'removeExport', runAt }], now);
  if (now.getTime() - Date.parse(requestedAt) < toldAfterSeconds * 1000) return true;
  await queueNotices(context, null, [requestedBy], {
    kind: '导出',
    about: exportNames[kind],
    text: `您要的${exportNames[kind]}已经导出，共 ${written} 条，可在 ${keptDays} 天内下载。`,
    path: `/exports/${id}`,
  });
  return true;
}

/** Gives the job back when the process is to end, so that the next start begins anew at once; ends it when the file is not wanted. */
export async function releaseExport(context: CommandContext, step: ExportStep): Promise<void> {
  const { tx, now } = context;
  const { status } = await selectExportForUpdate(tx, step.exportId);
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
export async function noteFailedExport(context: CommandContext, { exportId }: ExportStep): Promise<void> {
  const { status } = await selectExportForUpdate(context.tx, exportId);
  if (status === 'running') await updateExport(context.tx, exportId, { failedAt: context.now.toISOString() });
}

/** The file is no longer there. */
export async function removeExport(
  context: CommandContext,
  { jobId, exportId }: { jobId: number; exportId: number },
): Promise<void> {
  const finishedAt = context.now.toISOString();
  await updateExport(context.tx, exportId, { status: 'removed' });
  await updateJob(context.tx, jobId, { status: 'done', leasedUntil: null, finishedAt });
}

/** False when the lease ran out and somebody else has taken the job since. */
async function isInHand({ tx }: CommandContext, { job }: ExportStep): Promise<boolean> {
  const { status, attempts } = await selectJob(tx, job.id);
  return status === 'leased' && attempts === job.attempts;
}

async function endJob({ tx, now }: CommandContext, { job }: ExportStep): Promise<void> {
  await updateJob(tx, job.id, { status: 'done', leasedUntil: null, finishedAt: now.toISOString() });
}
