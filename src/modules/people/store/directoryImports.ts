import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';
import type { DirectoryRows } from '../model/directoryRows.js';

/** An uploaded workbook that is not confirmed yet; one for each person. */
export interface DirectoryImportRow {
  id: number;
  actorId: number;
  fileName: string;
  rows: DirectoryRows;
  uploadedAt: string;
}

/** Stores an upload and deletes the person's earlier one. */
export async function replaceDirectoryImport(
  tx: Knex,
  { rows, ...upload }: Omit<DirectoryImportRow, 'id'>,
): Promise<number> {
  await deleteDirectoryImport(tx, upload.actorId);
  const [row] = await tx('directory_imports')
    .insert({ ...upload, rows: JSON.stringify(rows) })
    .returning('id');
  return row.id;
}

/** The person's own upload with this id. @throws {NotFound} */
export async function selectDirectoryImport(
  db: Knex,
  id: number,
  actorId: number,
): Promise<DirectoryImportRow> {
  const row = await db('directory_imports').where({ id, actorId }).first();
  if (!row) throw new NotFound('该次导入');
  return { ...row, rows: JSON.parse(row.rows) };
}

export async function deleteDirectoryImport(tx: Knex, actorId: number): Promise<void> {
  await tx('directory_imports').where({ actorId }).delete();
}
