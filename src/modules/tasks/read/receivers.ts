import type { Knex } from 'knex';
import { selectMembers, selectOptionalActor } from '../../people/index.js';
import { placeOfPerson, receivingGroups, type TaskRow, whyNotReceive } from '../../tickets/index.js';

/** Somebody who may be given a task, and how many tasks this person has. */
export interface Receiver {
  id: number;
  name: string;
  open: number;
}

/** Everybody whom the task may be given to, in the order of their names. */
export async function selectReceivers(db: Knex, task: TaskRow): Promise<Receiver[]> {
  const holder = task.assigneeId === null ? undefined : await selectOptionalActor(db, task.assigneeId);
  const groups = receivingGroups(task, holder);
  const members = await selectMembers(db, [...groups]);
  const names = new Map(Object.values(members).flatMap((list) => list.map(({ id, name }) => [id, name])));
  const free = [...names].filter(([id, name]) => whyNotReceive({ id, name, groups }, task, groups) === null);
  return withOpenCounts(db, free);
}

/** Everybody of these groups, in the order of their names. */
export async function selectReceiversOf(db: Knex, groups: readonly string[]): Promise<Receiver[]> {
  const members = await selectMembers(db, [...groups]);
  const names = new Map(Object.values(members).flatMap((list) => list.map(({ id, name }) => [id, name])));
  return withOpenCounts(db, [...names]);
}

async function withOpenCounts(db: Knex, people: [number, string][]): Promise<Receiver[]> {
  const open = await countOpen(
    db,
    people.map(([id]) => id),
  );
  return people.map(([id, name]) => ({ id, name, open: open.get(placeOfPerson(id)) ?? 0 }));
}

async function countOpen(db: Knex, ids: number[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows: { place: string; count: number | string }[] = await db('inbox_entries')
    .whereIn('place', ids.map(placeOfPerson))
    .groupBy('place')
    .select('place')
    .count({ count: '*' });
  return new Map(rows.map(({ place, count }) => [place, Number(count)]));
}

/** Everybody of the groups who works here, once, in the order of their names. */
export async function selectMembersOf(
  db: Knex,
  groups: readonly string[],
): Promise<{ id: number; name: string }[]> {
  const members = await selectMembers(db, [...groups]);
  const names = new Map(Object.values(members).flatMap((list) => list.map(({ id, name }) => [id, name])));
  return [...names].map(([id, name]) => ({ id, name }));
}
