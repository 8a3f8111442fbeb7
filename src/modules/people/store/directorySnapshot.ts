import type { Knex } from 'knex';
import type { Directory } from '../model/directory.js';

const tables = { department: 'departments', position: 'positions', person: 'persons' } as const;

/** The whole directory, including closed departments and people who left, without passwords. */
export async function selectDirectory(db: Knex): Promise<Directory> {
  const departments = await db('departments')
    .select('id', 'revision', 'name', 'parentId', 'duties', 'active')
    .orderBy('id');
  const positions = await db('positions')
    .select(
      'id',
      'revision',
      'departmentId',
      'name',
      'headcount',
      'duties',
      'authority',
      'requirements',
      'active',
    )
    .orderBy('id');
  const persons = await db('persons')
    .select('id', 'revision', 'login', 'name', 'email', 'phone', 'departmentId', 'active')
    .orderBy('id');
  const groups = await listsBy<string>(db, 'position_groups', 'positionId', 'groupId');
  const held = await listsBy<number>(db, 'person_positions', 'personId', 'positionId');
  return {
    departments: departments.map(withActive),
    positions: positions.map((row) => ({ ...withActive(row), groups: groups.get(row.id) ?? [] })),
    persons: persons.map((row) => ({ ...withActive(row), positions: held.get(row.id) ?? [] })),
  };
}

/** Increments the revisions of what a command changed, so that pages shown before are recognized as outdated. */
export async function incrementRevisions(
  tx: Knex,
  changed: readonly { kind: keyof typeof tables; subjectId: number }[],
): Promise<void> {
  for (const { kind, subjectId } of changed) {
    await tx(tables[kind]).where({ id: subjectId }).increment('revision', 1);
  }
}

/** SQLite has no booleans. */
const withActive = <Row extends { active: unknown }>(row: Row) => ({ ...row, active: Boolean(row.active) });

async function listsBy<Value>(
  db: Knex,
  table: string,
  owner: string,
  value: string,
): Promise<Map<number, Value[]>> {
  const lists = new Map<number, Value[]>();
  for (const row of await db(table).orderBy([owner, value])) {
    const list = lists.get(row[owner]) ?? [];
    list.push(row[value]);
    lists.set(row[owner], list);
  }
  return lists;
}
