import { insertJobs, updateJob } from '../../../jobs/store/jobs.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPerson } from '../../people/index.js';
import { whyNotEditCustomerFile } from '../model/customerFile.js';
import { type Judgement, judgeImportRow } from '../steps/judgeImportRow.js';
import { changeRecord, enterCustomer, enterRecord } from '../steps/writeRecord.js';
import {
  type ImportRow,
  insertImportRows,
  selectImportRows,
  updateImportRow,
} from '../store/customerImportRows.js';
import {
  type CustomerImportRow,
  insertImport,
  selectImportForUpdate,
  updateImport,
} from '../store/customerImports.js';

const importOrigin = { source: 'import', ticketId: null } as const;
const checkBatchSize = 200;
const writeBatchSize = 100;

export interface NewImport {
  fileName: string;
  sha256: string;
  rows: readonly Omit<ImportRow, 'importId' | 'changes' | 'done'>[];
}

/** Stores the rows of an uploaded workbook and queues their check in the background. @throws {NotAllowed} */
export async function uploadImport(context: CommandContext, input: NewImport): Promise<{ id: number }> {
  refuseUnlessEditor(context);
  const { tx, actor, now } = context;
  const id = await insertImport(tx, {
    fileName: input.fileName,
    sha256: input.sha256,
    status: 'checking',
    doneRows: 0,
    failure: null,
    createdBy: actor.id as number,
    createdAt: now.toISOString(),
    finishedAt: null,
  });
  await insertImportRows(
    tx,
    input.rows.map((row) => ({ ...row, importId: id, changes: null, done: false })),
  );
  await queueImport(context, id);
  return { id };
}

/**
 * Starts writing the checked rows, or continues after a cancellation, with the check too if it was not finished. Written
 * rows stay and are not written again. Repeating the command while it runs changes nothing.
 * @throws {NotAllowed} {NotFound}
 */
export async function runImport(context: CommandContext, { importId }: { importId: number }): Promise<void> {
  refuseUnlessEditor(context);
  const { status } = await selectImportForUpdate(context.tx, importId);
  if (status === 'running') return;
  if (status === 'checking') throw new NotAllowed('还在核对，请稍候。');
  if (status === 'finished') throw new NotAllowed('该次导入已完成。');
  const [waiting] = await selectImportRows(context.tx, importId, { after: 0, limit: 1, verdict: 'waiting' });
  await updateImport(context.tx, importId, { status: waiting ? 'checking' : 'running', finishedAt: null });
  await queueImport(context, importId);
}

/** Stops an import after the present batch. @throws {NotAllowed} {NotFound} */
export async function cancelImport(
  context: CommandContext,
  { importId }: { importId: number },
): Promise<void> {
  refuseUnlessEditor(context);
  const { status } = await selectImportForUpdate(context.tx, importId);
  if (status === 'cancelled') return;
  if (status === 'finished') throw new NotAllowed('该次导入已完成，不能取消。');
  const finishedAt = context.now.toISOString();
  await updateImport(context.tx, importId, { status: 'cancelled', finishedAt });
}

/**
 * Processes the next batch of an import together with its progress in one transaction, so that a crash loses and repeats
 * nothing. The same job runs again until all rows are done. The history names the person who uploaded the workbook.
 */
export async function importPortion(
  context: CommandContext,
  { jobId, importId }: { jobId: number; importId: number },
): Promise<void> {
  const found = await selectImportForUpdate(context.tx, importId);
  const isDone = await processPortion(context, found);
  const at = context.now.toISOString();
  const next = isDone
    ? ({ status: 'done', leasedUntil: null, finishedAt: at } as const)
    : ({ status: 'ready', leasedUntil: null, attempts: 0, runAt: at } as const);
  await updateJob(context.tx, jobId, next);
}

async function processPortion(context: CommandContext, found: CustomerImportRow): Promise<boolean> {
  const { id, status, doneRows } = found;
  if (status !== 'checking' && status !== 'running') return true;
  const isChecking = status === 'checking';
  const limit = isChecking ? checkBatchSize : writeBatchSize;
  const rows = await selectImportRows(context.tx, id, { after: doneRows, limit });
  const { name } = await selectPerson(context.tx, found.createdBy);
  const writing = { ...context, actor: { id: found.createdBy, name, groups: [] } };
  for (const row of rows) await (isChecking ? checkRow(context, row) : writeRow(writing, row));
  if (rows.length === limit) {
    await updateImport(context.tx, id, { doneRows: rows.at(-1)?.seq ?? doneRows });
    return false;
  }
  const end = isChecking
    ? ({ status: 'ready', doneRows: 0 } as const)
    : ({
        status: 'finished',
        doneRows: rows.at(-1)?.seq ?? doneRows,
        finishedAt: context.now.toISOString(),
      } as const);
  await updateImport(context.tx, id, end);
  return true;
}

async function checkRow(context: CommandContext, row: ImportRow): Promise<void> {
  const { verdict, reason, changes } = await judge(context, row);
  await updateImportRow(context.tx, row, { verdict, reason, changes });
}

async function writeRow(context: CommandContext, row: ImportRow): Promise<void> {
  if (row.done || row.verdict === 'refused' || row.verdict === 'unchanged') return;
  const { target, verdict, reason, changes } = await judge(context, row);
  const { kind } = row;
  if (!target) return updateImportRow(context.tx, row, { verdict, reason });
  const { known, facts, customerId } = target;
  if (known) await changeRecord(context, kind, known, facts, importOrigin);
  else if (kind === 'customer') await enterCustomer(context, facts, importOrigin);
  else await enterRecord(context, kind, customerId as number, facts, importOrigin);
  await updateImportRow(context.tx, row, { verdict, changes, done: true });
}

function judge({ tx, now, settings }: CommandContext, row: ImportRow): Promise<Judgement> {
  return judgeImportRow(tx, row, { now, timeZone: settings.timeZone });
}

async function queueImport({ tx, now }: CommandContext, importId: number): Promise<void> {
  const job = { kind: 'importCustomers', ticketId: null, executionId: null, payload: { importId } } as const;
  await insertJobs(tx, [{ ...job, runAt: now.toISOString() }], now);
}

function refuseUnlessEditor({ actor }: CommandContext): void {
  const refusal = whyNotEditCustomerFile(actor);
  if (refusal) throw new NotAllowed(refusal);
}
