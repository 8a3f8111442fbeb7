import type { Knex } from 'knex';

export interface Group {
  id: string;
  name: string;
}

export async function selectGroups(db: Knex): Promise<Group[]> {
  return db('groups').select('id', 'name').orderBy('id');
}

/** Adds the groups that are missing; names of known ones are brought up to date. */
export async function upsertGroups(db: Knex, groups: Group[]): Promise<void> {
  await db('groups').insert(groups).onConflict('id').merge();
}

/** Adds an open department without duties. */
export async function insertDepartment(db: Knex, name: string, parentId: number | null): Promise<number> {
  const [row] = await db('departments').insert({ name, parentId }).returning('id');
  return row.id;
}

/** Adds a position and the groups that it gives to its holders. */
export async function insertPosition(
  db: Knex,
  position: { departmentId: number; name: string; groupIds: string[] },
): Promise<number> {
  const { departmentId, name, groupIds } = position;
  const [row] = await db('positions').insert({ departmentId, name }).returning('id');
  await db('position_groups').insert(groupIds.map((groupId) => ({ positionId: row.id, groupId })));
  return row.id;
}

export async function insertPersonPosition(db: Knex, personId: number, positionId: number): Promise<void> {
  await db('person_positions').insert({ personId, positionId });
}

export async function selectDepartmentName(db: Knex, id: number): Promise<string | undefined> {
  const row = await db('departments').where({ id }).first('name');
  return row?.name;
}
