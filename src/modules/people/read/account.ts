import type { Knex } from 'knex';
import { selectDepartmentName } from '../store/directory.js';
import { selectPerson } from '../store/persons.js';

export interface Account {
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  departmentName: string | null;
  positions: string[];
}

/** What a person sees of the own account. @throws {NotFound} */
export async function selectAccount(db: Knex, personId: number): Promise<Account> {
  const { login, name, email, phone, departmentId } = await selectPerson(db, personId);
  const departmentName = (await selectDepartmentName(db, departmentId)) ?? null;
  return { login, name, email, phone, departmentName, positions: await selectPositionNames(db, personId) };
}

/** Names of the positions in force that a person holds. */
export async function selectPositionNames(db: Knex, personId: number): Promise<string[]> {
  const rows: { name: string }[] = await db('person_positions')
    .join('positions', 'positions.id', 'person_positions.positionId')
    .where({ personId, 'positions.active': true })
    .orderBy('positions.id')
    .select('positions.name');
  return rows.map((row) => row.name);
}
