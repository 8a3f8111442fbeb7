import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';

export interface DepartmentFacts {
  name: string;
  parentId: number | null;
  duties: string | null;
  active: boolean;
}

/** Adds a department with all its fields. */
export async function insertDepartmentFacts(db: Knex, facts: DepartmentFacts): Promise<number> {
  const [row] = await db('departments').insert(facts).returning('id');
  return row.id;
}

export async function updateDepartment(
  db: Knex,
  id: number,
  change: Partial<DepartmentFacts>,
): Promise<void> {
  await db('departments').where({ id }).update(change);
}

/** Lets one command at a time change the directory: two commands that are harmless alone can create a cycle together. */
export async function lockDirectory(tx: Knex): Promise<void> {
  if (hasRowLocks(tx)) await tx('departments').orderBy('id').forUpdate().select('id');
}
