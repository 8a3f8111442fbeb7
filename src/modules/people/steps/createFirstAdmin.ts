import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { insertDepartment, insertPersonPosition, insertPosition } from '../store/directory.js';
import { hasPersons, insertPerson } from '../store/persons.js';
import { hashPassword } from './logIn.js';

/** Creates the first administrator in a database without persons and returns the log-in once; null when somebody exists. */
export async function createFirstAdmin(
  db: Knex,
  now: Date,
): Promise<{ login: string; password: string } | null> {
  if (await hasPersons(db)) return null;
  const login = 'admin';
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    if (await hasPersons(tx)) return null;
    const departmentId = await insertDepartment(tx, '系统管理', null);
    const positionId = await insertPosition(tx, { departmentId, name: '系统管理员', groupIds: ['admin'] });
    const personId = await insertPerson(tx, {
      login,
      name: '系统管理员',
      email: null,
      phone: null,
      departmentId,
      passwordHash,
      active: true,
      createdAt: now.toISOString(),
    });
    await insertPersonPosition(tx, personId, positionId);
    return { login, password };
  });
}
