import type { Knex } from 'knex';

export interface SettingRow {
  value: unknown;
  /** Grows with each change; 0 while nobody has set it. */
  revision: number;
}

export interface SettingStamp {
  updatedAt: string;
  updatedBy: number | null;
}

/** The value of a setting; undefined while nobody has set it. */
export async function selectOptionalSetting(db: Knex, key: string): Promise<unknown> {
  return (await selectSetting(db, key)).value;
}

/** The value with its revision; undefined and 0 while nobody has set it. */
export async function selectSetting(db: Knex, key: string): Promise<SettingRow> {
  const row = await db('settings').where({ key }).first('value', 'revision');
  return row ? { value: JSON.parse(row.value), revision: row.revision } : { value: undefined, revision: 0 };
}

/** Writes a setting whatever its revision; for data that no person edits at the same time. */
export async function upsertSetting(
  db: Knex,
  key: string,
  value: unknown,
  stamp: SettingStamp,
): Promise<void> {
  await db('settings')
    .insert({ key, value: JSON.stringify(value), revision: 1, ...stamp })
    .onConflict('key')
    .merge({ value: JSON.stringify(value), revision: db.raw('settings.revision + 1'), ...stamp });
}

/** Writes the value if the setting still has this revision; false when somebody else wrote it first. */
export async function updateSetting(
  db: Knex,
  key: string,
  value: unknown,
  revision: number,
  stamp: SettingStamp,
): Promise<boolean> {
  const row = { value: JSON.stringify(value), revision: revision + 1, ...stamp };
  const changed =
    revision === 0
      ? (
          await db('settings')
            .insert({ key, ...row })
            .onConflict('key')
            .ignore()
            .returning('key')
        ).length
      : await db('settings').where({ key, revision }).update(row);
  return changed === 1;
}
