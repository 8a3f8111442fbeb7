import type { Knex } from 'knex';
import type { DirectoryPosition } from '../model/directory.js';

export type PositionFacts = Omit<DirectoryPosition, 'id' | 'revision' | 'groups'>;

/** Adds a position, or reopens the closed one of that name in the department. */
export async function insertPositionFacts(db: Knex, facts: PositionFacts): Promise<number> {
  const [row] = await db('positions')
    .insert(facts)
    .onConflict(['departmentId', 'name'])
    .merge()
    .returning('id');
  return row.id;
}

export async function updatePosition(db: Knex, id: number, change: Partial<PositionFacts>): Promise<void> {
  await db('positions').where({ id }).update(change);
}

/** Replaces the groups that the position gives to its holders. */
export async function replacePositionGroups(
  db: Knex,
  positionId: number,
  groupIds: readonly string[],
): Promise<void> {
  await db('position_groups').where({ positionId }).delete();
  if (groupIds.length > 0) {
    await db('position_groups').insert(groupIds.map((groupId) => ({ positionId, groupId })));
  }
}
