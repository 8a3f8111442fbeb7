import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';

/** checking -> ready -> running -> finished; cancelled from any of the first three and resumed to running. */
export type ImportStatus = 'checking' | 'ready' | 'running' | 'cancelled' | 'finished';

/** An uploaded workbook and the state of its import. */
export interface CustomerImportRow {
  id: number;
  fileName: string;
  sha256: string;
  status: ImportStatus;
  /** Rows up to this sequence number have been checked or, while it runs, written. */
  doneRows: number;
  failure: string | null;
  createdBy: number;
  createdAt: string;
  finishedAt: string | null;
}

/** @throws {NotFound} */
export async function selectImport(db: Knex, id: number): Promise<CustomerImportRow> {
  const row = await db('customer_imports').where({ id }).first();
  if (!row) throw new NotFound('该次导入');
  return row;
}

/** The import, locked until the transaction ends. @throws {NotFound} */
export async function selectImportForUpdate(tx: Knex.Transaction, id: number): Promise<CustomerImportRow> {
  const query = tx('customer_imports').where({ id }).first();
  const row = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('该次导入');
  return row;
}

export async function insertImport(tx: Knex, row: Omit<CustomerImportRow, 'id'>): Promise<number> {
  const [inserted] = await tx('customer_imports').insert(row).returning('id');
  return inserted.id;
}

export async function updateImport(
  tx: Knex,
  id: number,
  change: Partial<Pick<CustomerImportRow, 'status' | 'doneRows' | 'failure' | 'finishedAt'>>,
): Promise<void> {
  await tx('customer_imports').where({ id }).update(change);
}
