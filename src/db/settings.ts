import type { Knex } from 'knex';

/** The value of a setting; undefined while nobody has set it. */
export async function selectOptionalSetting(db: Knex, key: string): Promise<unknown> {
  const row = await db('settings').where({ key }).first('value');
  return row && JSON.parse(row.value);
}

export async function upsertSetting(
  db: Knex,
  key: string,
  value: unknown,
  stamp: { updatedAt: string; updatedBy: number | null },
): Promise<void> {
  await db('settings')
    .insert({ key, value: JSON.stringify(value), ...stamp })
    .onConflict('key')
    .merge();
}
