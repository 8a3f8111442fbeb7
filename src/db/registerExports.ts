import type { Knex } from 'knex';

export interface RegisterExportRow {
  id: number;
  exportedAt: string;
  exportedBy: number;
  /** What was exported, as it was told to the person. */
  filter: Record<string, string>;
  entryCount: number;
}

export async function insertRegisterExport(db: Knex, row: Omit<RegisterExportRow, 'id'>): Promise<number> {
  const [inserted] = await db('register_exports')
    .insert({ ...row, filter: JSON.stringify(row.filter) })
    .returning('id');
  return inserted.id;
}

/** Newest first, below `beforeId` when given, with the name of the person. */
export async function selectRegisterExports(
  db: Knex,
  limit: number,
  beforeId?: number,
): Promise<(RegisterExportRow & { personName: string })[]> {
  const query = db('register_exports')
    .join('persons', 'persons.id', 'register_exports.exportedBy')
    .orderBy('register_exports.id', 'desc')
    .limit(limit)
    .select('register_exports.*', 'persons.name as personName');
  if (beforeId !== undefined) query.where('register_exports.id', '<', beforeId);
  const rows: (Omit<RegisterExportRow, 'filter'> & { filter: string; personName: string })[] = await query;
  return rows.map((row) => ({ ...row, filter: JSON.parse(row.filter) }));
}
