import type { Knex } from 'knex';

/** Id of the newest version of every process; versions are numbered in the order in which they were stored. */
export async function latestDefinitionIds(db: Knex): Promise<number[]> {
  const rows: { id: number }[] = await db('process_definitions').groupBy('key').max({ id: 'id' });
  return rows.map((row) => row.id);
}
