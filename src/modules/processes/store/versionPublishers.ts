import type { Knex } from 'knex';

interface VersionPeople {
  id: number;
  deployedBy: number | null;
  approvedBy: number | null;
}

const columns = ['id', 'deployedBy', 'approvedBy'];

/**
 * Who published each of these process versions and each part of them: the version itself, its diagram where an earlier
 * version had the same, and its forms where they came with another version. A file of the folder that somebody published
 * here before is that person's. An empty list: it came from the folder.
 */
export async function selectVersionPublishers(
  db: Knex,
  definitionIds: readonly number[],
): Promise<number[][]> {
  const found = new Map<number, VersionPeople>();
  for (const id of definitionIds) {
    const version = await db('process_definitions').where({ id }).first('key', 'xml');
    const same = await db('process_definitions').where(version).orderBy('id').first(columns);
    const own = await db('process_definitions').where({ id }).first(columns);
    for (const one of [own, same, ...(await selectOriginsOfForms(db, id))]) found.set(one.id, one);
  }
  return [...found.values()].map(({ deployedBy, approvedBy }) =>
    [deployedBy, approvedBy].filter((person) => person !== null),
  );
}

/** The versions with which the forms that a version pins came in. */
async function selectOriginsOfForms(db: Knex, definitionId: number): Promise<VersionPeople[]> {
  const formIds = db('definition_forms').where({ definitionId }).select('formId');
  const first = db('definition_forms').whereIn('formId', formIds).groupBy('formId').min('definitionId');
  return db('process_definitions').whereIn('id', first).select(columns);
}
