import type { Knex } from 'knex';
import type { SessionPerson } from '../../../platform/actor.js';
import { momentBefore, sessionLife } from '../../../platform/sessionLife.js';
import { selectDepartmentName } from '../store/directory.js';
import { type LogInRow, selectLogIns } from '../store/logIns.js';
import { selectOptionalSessionPerson, selectPerson } from '../store/persons.js';

export interface Account {
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  departmentName: string | null;
  positions: string[];
}

/** The data of a person's own account page. @throws {NotFound} */
export async function selectAccount(db: Knex, personId: number): Promise<Account> {
  const { login, name, email, phone, departmentId } = await selectPerson(db, personId);
  const departmentName = (await selectDepartmentName(db, departmentId)) ?? null;
  return { login, name, email, phone, departmentName, positions: await selectPositionNames(db, personId) };
}

/** Names of the open positions that a person holds. */
export async function selectPositionNames(db: Knex, personId: number): Promise<string[]> {
  const rows: { name: string }[] = await db('person_positions')
    .join('positions', 'positions.id', 'person_positions.positionId')
    .where({ personId, 'positions.active': true })
    .orderBy('positions.id')
    .select('positions.name');
  return rows.map((row) => row.name);
}

/**
 * The person of a session with the present groups; undefined when the log-in was ended or is too old, or the account is gone
 * or deactivated.
 */
export function personForSession(db: Knex, logInId: string): Promise<SessionPerson | undefined> {
  return selectOptionalSessionPerson(db, logInId, momentBefore(sessionLife.atMostMs));
}

/** The log-ins of a person that go on, the last used first. */
export function selectLogInsOf(db: Knex, personId: number): Promise<LogInRow[]> {
  const { atMostMs, unusedMs, notedEveryMs } = sessionLife;
  const after = { beganAt: momentBefore(atMostMs), usedAt: momentBefore(unusedMs + notedEveryMs) };
  return selectLogIns(db, personId, after);
}
