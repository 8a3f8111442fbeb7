import type { Knex } from 'knex';
import type { DirectoryAction, DirectoryKind } from '../model/directoryChanges.js';

export type DirectorySource = 'page' | 'import' | 'template' | 'departure' | 'organization';

/** Who changed what of the directory; `before` and `after` are whole records, null where there was none. */
export interface DirectoryChangeRow {
  id: number;
  at: string;
  actorId: number | null;
  actorName: string;
  source: DirectorySource;
  kind: DirectoryKind;
  subjectId: number;
  subjectName: string;
  action: DirectoryAction;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const parse = (row: Record<string, unknown>): DirectoryChangeRow =>
  ({
    ...row,
    before: row.before === null ? null : JSON.parse(row.before as string),
    after: row.after === null ? null : JSON.parse(row.after as string),
  }) as DirectoryChangeRow;

export async function insertDirectoryChanges(
  tx: Knex,
  changes: readonly Omit<DirectoryChangeRow, 'id'>[],
): Promise<void> {
  const rows = changes.map((change) => ({
    ...change,
    before: change.before && JSON.stringify(change.before),
    after: change.after && JSON.stringify(change.after),
  }));
  if (rows.length > 0) await tx.batchInsert('directory_changes', rows, 50);
}

/** Changes since a moment, the newest first. */
export async function selectDirectoryChangesSince(db: Knex, since: string): Promise<DirectoryChangeRow[]> {
  const rows = await db('directory_changes').where('at', '>=', since).orderBy('id', 'desc');
  return rows.map(parse);
}

/** A page of the history, the newest first: of all, or of one department, position or person. */
export async function selectDirectoryChanges(
  db: Knex,
  filter: { kind?: string; subjectId?: number; below?: number; limit: number },
): Promise<DirectoryChangeRow[]> {
  const { kind, subjectId, below, limit } = filter;
  const query = db('directory_changes').orderBy('id', 'desc').limit(limit);
  if (kind) query.where({ kind });
  if (subjectId) query.where({ subjectId });
  if (below) query.where('id', '<', below);
  return (await query).map(parse);
}
