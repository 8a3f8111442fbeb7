import type { Knex } from 'knex';
import type { LongWorkChange, LongWorkRow } from '../../../jobs/store/longWork.js';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';
import type { ExportKind } from '../model/exports.js';

/** A file that somebody asked for, and its progress: `total` and `done` count rows. */
export interface ExportRow extends LongWorkRow {
  kind: ExportKind;
  /** The query of the writer of its kind. */
  query: Record<string, unknown>;
  /** The query for people to read: values by label. */
  criteria: Record<string, string>;
  /** Bytes of the finished file. */
  size: number | null;
  /** When the file was first downloaded. */
  fetchedAt: string | null;
}

type Stored = Omit<ExportRow, 'query' | 'criteria'> & { query: string; criteria: string };

export const parseExport = <Row extends Stored>(row: Row) => ({
  ...row,
  query: JSON.parse(row.query) as ExportRow['query'],
  criteria: JSON.parse(row.criteria) as ExportRow['criteria'],
});

export async function insertExport(
  tx: Knex,
  row: Pick<ExportRow, 'kind' | 'query' | 'criteria' | 'requestedBy' | 'requestedAt'>,
): Promise<number> {
  const [inserted] = await tx('exports')
    .insert({
      ...row,
      query: JSON.stringify(row.query),
      criteria: JSON.stringify(row.criteria),
      status: 'running',
      done: 0,
    })
    .returning('id');
  return inserted.id;
}

/** @throws {NotFound} also when it is somebody else's */
export async function selectOwnExport(db: Knex, id: number, requestedBy: number): Promise<ExportRow> {
  const row: Stored | undefined = await db('exports').where({ id, requestedBy }).first();
  if (!row) throw new NotFound('该次导出');
  return parseExport(row);
}

/** Locked until the transaction ends. @throws {NotFound} */
export async function selectExportForUpdate(tx: Knex.Transaction, id: number): Promise<ExportRow> {
  const query = tx('exports').where({ id }).first();
  const row: Stored | undefined = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('该次导出');
  return parseExport(row);
}

/** The running exports of a person. */
export async function selectRunningExports(db: Knex, requestedBy: number): Promise<ExportRow[]> {
  const rows: Stored[] = await db('exports').where({ requestedBy, status: 'running' }).orderBy('id');
  return rows.map(parseExport);
}

export async function updateExport(
  tx: Knex,
  id: number,
  change: LongWorkChange & Partial<Pick<ExportRow, 'size' | 'fetchedAt'>>,
): Promise<void> {
  await tx('exports').where({ id }).update(change);
}
