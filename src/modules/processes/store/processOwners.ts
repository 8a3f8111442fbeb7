import type { Knex } from 'knex';

/** Ids of the people to whom the process is restricted; empty: every process owner may edit it. */
export async function selectProcessOwnerIds(db: Knex, processKey: string): Promise<number[]> {
  const rows: { personId: number }[] = await db('process_owners').where({ processKey }).select('personId');
  return rows.map(({ personId }) => personId);
}

/** The same for all processes that are restricted. */
export async function selectAllProcessOwners(db: Knex): Promise<Map<string, number[]>> {
  const rows: { processKey: string; personId: number }[] = await db('process_owners').select();
  const owners = new Map<string, number[]>();
  for (const { processKey, personId } of rows)
    owners.set(processKey, [...(owners.get(processKey) ?? []), personId]);
  return owners;
}

/** Makes these the people to whom the process is restricted. */
export async function replaceProcessOwners(
  tx: Knex,
  processKey: string,
  personIds: readonly number[],
): Promise<void> {
  await tx('process_owners').where({ processKey }).delete();
  if (personIds.length > 0)
    await tx('process_owners').insert(personIds.map((personId) => ({ processKey, personId })));
}
