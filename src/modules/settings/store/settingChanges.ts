import type { Knex } from 'knex';

export interface SettingChangeRow {
  id: number;
  key: string;
  changedAt: string;
  changedBy: number;
  /** Null: nobody had set it. Secrets are left out of both. */
  before: unknown;
  after: unknown;
}

export async function insertSettingChange(db: Knex, change: Omit<SettingChangeRow, 'id'>): Promise<void> {
  const { before, after, ...row } = change;
  await db('setting_changes').insert({
    ...row,
    before: JSON.stringify(before ?? null),
    after: JSON.stringify(after),
  });
}

/** The latest changes of one setting, newest first, with the name of the person. */
export async function selectSettingChanges(
  db: Knex,
  key: string,
  limit: number,
): Promise<(SettingChangeRow & { personName: string })[]> {
  const rows: (SettingChangeRow & { personName: string })[] = await db('setting_changes')
    .join('persons', 'persons.id', 'setting_changes.changedBy')
    .where({ key })
    .orderBy('setting_changes.id', 'desc')
    .limit(limit)
    .select('setting_changes.*', 'persons.name as personName');
  return rows.map((row) => ({
    ...row,
    before: JSON.parse(row.before as string),
    after: JSON.parse(row.after as string),
  }));
}
