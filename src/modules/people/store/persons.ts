import type { Knex } from 'knex';
import type { Person, SessionPerson } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';

export interface PersonRow {
  id: number;
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  departmentId: number;
  passwordHash: string;
  active: boolean;
  createdAt: string;
  /** Somebody else set the password: the person must change it before anything else. */
  mustChangePassword: boolean;
  revision: number;
}

export interface PersonName {
  id: number;
  name: string;
}

/** The active person with this log-in name, if any. */
export async function selectOptionalPersonByLogin(db: Knex, login: string): Promise<PersonRow | undefined> {
  return db('persons').where({ login, active: true }).first();
}

/** @throws {NotFound} */
export async function selectPerson(db: Knex, id: number): Promise<PersonRow> {
  const row = await db('persons').where({ id }).first();
  if (!row) throw new NotFound('人员');
  return row;
}

/** The active person with the groups of the held positions; undefined when there is none. */
export async function selectOptionalActor(db: Knex, id: number): Promise<Person | undefined> {
  const rows: { name: string; groupId: string | null }[] = await activePersonsWithGroups(db)
    .where({ 'persons.id': id })
    .select('persons.name', 'position_groups.groupId');
  return rows[0] && { id, name: rows[0].name, groups: groupsIn(rows) };
}

interface SessionRow extends Omit<SessionPerson, 'groups' | 'logIn' | 'mustChangePassword'> {
  mustChangePassword: unknown;
  groupId: string | null;
  beganAt: string;
  usedAt: string;
  confirmedAt: string;
}

/** The active person of a log-in that goes on and began after `beganAfter`, with the present groups. */
export async function selectOptionalSessionPerson(
  db: Knex,
  logInId: string,
  beganAfter: string,
): Promise<SessionPerson | undefined> {
  const rows: SessionRow[] = await activePersonsWithGroups(db)
    .join('log_ins', 'log_ins.personId', 'persons.id')
    .where({ 'log_ins.id': logInId })
    .where('log_ins.beganAt', '>', beganAfter)
    .select('persons.id', 'persons.name', 'persons.email', 'persons.mustChangePassword')
    .select('position_groups.groupId', 'log_ins.beganAt', 'log_ins.usedAt', 'log_ins.confirmedAt');
  const first = rows[0];
  if (!first) return undefined;
  const { id, name, email, beganAt, usedAt, confirmedAt } = first;
  const logIn = { id: logInId, beganAt, usedAt, confirmedAt };
  const mustChangePassword = Boolean(first.mustChangePassword);
  return { id, name, email, groups: groupsIn(rows), mustChangePassword, logIn };
}

/** A row for each group of each active person. */
function activePersonsWithGroups(db: Knex): Knex.QueryBuilder {
  return db('persons')
    .leftJoin('person_positions', 'person_positions.personId', 'persons.id')
    .leftJoin('positions', (held) =>
      held.on('positions.id', 'person_positions.positionId').andOnVal('positions.active', true),
    )
    .leftJoin('position_groups', 'position_groups.positionId', 'positions.id')
    .where({ 'persons.active': true });
}

const groupsIn = (rows: readonly { groupId: string | null }[]) => [
  ...new Set(rows.flatMap(({ groupId }) => groupId ?? [])),
];

/** Names by person id, also of people who left. */
export async function selectPersonNames(db: Knex, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows: PersonName[] = await db('persons').whereIn('id', ids).select('id', 'name');
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Stands for all active persons in the place of a group. */
const everybodyGroup = '*';

/** Active members by group id (`*`: everybody), in the order of their names; a group without members has an empty list. */
export async function selectMembers(db: Knex, groupIds: string[]): Promise<Record<string, PersonName[]>> {
  const members: Record<string, PersonName[]> = Object.fromEntries(groupIds.map((id) => [id, []]));
  if (groupIds.length === 0) return members;
  const rows: (PersonName & { groupId: string })[] = await db('persons')
    .join('person_positions', 'person_positions.personId', 'persons.id')
    .join('positions', 'positions.id', 'person_positions.positionId')
    .join('position_groups', 'position_groups.positionId', 'positions.id')
    .whereIn('position_groups.groupId', groupIds)
    .where({ 'persons.active': true, 'positions.active': true })
    .distinct('persons.id', 'persons.name', 'position_groups.groupId')
    .orderBy('persons.name');
  for (const { groupId, id, name } of rows) members[groupId]?.push({ id, name });
  if (everybodyGroup in members) {
    members[everybodyGroup] = await db('persons')
      .where({ active: true })
      .orderBy('name')
      .select('id', 'name');
  }
  return members;
}

/** Active members of any of the groups who have a mail address. */
export async function selectMailRecipients(
  db: Knex,
  groupIds: string[],
): Promise<{ id: number; name: string; email: string }[]> {
  return db('persons')
    .join('person_positions', 'person_positions.personId', 'persons.id')
    .join('positions', 'positions.id', 'person_positions.positionId')
    .join('position_groups', 'position_groups.positionId', 'positions.id')
    .whereIn('position_groups.groupId', groupIds)
    .where({ 'persons.active': true, 'positions.active': true })
    .whereNotNull('persons.email')
    .distinct('persons.id', 'persons.name', 'persons.email')
    .orderBy('persons.id');
}

/** The active ones of these people who have a mail address. */
export async function selectMailAddresses(
  db: Knex,
  ids: readonly number[],
): Promise<{ id: number; name: string; email: string }[]> {
  if (ids.length === 0) return [];
  return db('persons')
    .whereIn('id', [...ids])
    .where({ active: true })
    .whereNotNull('email')
    .orderBy('id')
    .select('id', 'name', 'email');
}

/** All active persons in the order of their names. */
export async function selectActivePersons(db: Knex): Promise<PersonName[]> {
  return db('persons').where({ active: true }).orderBy(['name', 'id']).select('id', 'name');
}

/** Whether there are any persons; false only before the first start has finished. */
export async function hasPersons(db: Knex): Promise<boolean> {
  return (await db('persons').first('id')) !== undefined;
}

export async function insertPerson(
  db: Knex,
  person: Omit<PersonRow, 'id' | 'revision' | 'mustChangePassword'> & { mustChangePassword?: boolean },
): Promise<number> {
  const [row] = await db('persons').insert(person).returning('id');
  return row.id;
}

/** `mustChangePassword`: somebody else knows the password. */
export async function updatePasswordHash(
  db: Knex,
  id: number,
  passwordHash: string,
  mustChangePassword = false,
): Promise<void> {
  await db('persons').where({ id }).update({ passwordHash, mustChangePassword });
}

/** Writes a person's data in the directory. */
export async function updatePerson(
  db: Knex,
  id: number,
  change: Partial<Pick<PersonRow, 'login' | 'name' | 'email' | 'phone' | 'departmentId' | 'active'>>,
): Promise<void> {
  await db('persons').where({ id }).update(change);
}

/** Replaces the positions that a person holds. */
export async function replacePersonPositions(
  db: Knex,
  personId: number,
  positionIds: readonly number[],
): Promise<void> {
  await db('person_positions').where({ personId }).delete();
  if (positionIds.length > 0) {
    await db('person_positions').insert(positionIds.map((positionId) => ({ personId, positionId })));
  }
}
