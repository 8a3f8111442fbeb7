import type { Knex } from 'knex';
import { selectMembers } from '../../people/index.js';
import { countLimit, type InboxTask, selectInboxTasks } from '../../tasks/index.js';
import { placeOfGroup, placeOfPerson } from '../../tickets/index.js';
import { engineeringGroups, inPoolOrder, type PoolMoments } from '../model/dispatching.js';

export interface Engineer {
  id: number;
  name: string;
  groups: string[];
}

/** How much an engineer has in hand. */
export interface Load {
  open: number;
  overdue: number;
}

export interface PlannedTask extends InboxTask {
  /** As the diagnosis estimated them; null when nobody did. */
  hours: number | null;
}

export interface PoolEntry extends InboxTask {
  groups: string[];
  excludedPersons: number[];
}

/** More than anybody does in a day. */
export const maxPlanned = 30;
/** The pool shows this many of the most urgent. */
export const maxPooled = 60;

/** Everybody who may be sent, in the order of their names. */
export async function selectEngineers(db: Knex): Promise<Engineer[]> {
  const members = await selectMembers(db, [...engineeringGroups]);
  const found = new Map<number, Engineer>();
  for (const [group, list] of Object.entries(members))
    for (const { id, name } of list) {
      const known = found.get(id) ?? { id, name, groups: [] };
      found.set(id, { ...known, groups: [...known.groups, group] });
    }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, 'zh'));
}

/** By person; who has nothing is not in it. */
export async function selectLoads(
  db: Knex,
  personIds: readonly number[],
  now: string,
): Promise<Map<number, Load>> {
  const ids = new Map(personIds.map((id) => [placeOfPerson(id), id]));
  const rows: { place: string; open: number | string; overdue: number | string }[] = await db('inbox_entries')
    .whereIn('place', [...ids.keys()])
    .groupBy('place')
    .select('place', db.raw('sum(case when due_at < ? then 1 else 0 end) as overdue', [now]))
    .count({ open: '*' });
  return new Map(
    rows.map(({ place, open, overdue }) => [
      ids.get(place) as number,
      { open: Number(open), overdue: Number(overdue) },
    ]),
  );
}

/** What falls due for each person between two moments, in the order in which it does. */
export async function selectPlans(
  db: Knex,
  personIds: readonly number[],
  { from, before }: { from: string; before: string },
): Promise<Map<number, PlannedTask[]>> {
  const entries: { personId: number; taskId: number }[] = [];
  for (const personId of personIds)
    for (const taskId of await firstDue(db, personId, from, before)) entries.push({ personId, taskId });
  const ids = entries.map(({ taskId }) => taskId);
  const hours = await selectEstimates(db, ids);
  const tasks = new Map((await selectInboxTasks(db, ids)).map((task) => [task.id, task]));
  const plans = new Map<number, PlannedTask[]>(personIds.map((id) => [id, []]));
  for (const { personId, taskId } of entries) {
    const task = tasks.get(taskId);
    if (task) plans.get(personId)?.push({ ...task, hours: hours.get(taskId) ?? null });
  }
  return plans;
}

/** Asked for one person at a time, so that a heap of old tasks with one leaves the others' plans whole. */
function firstDue(db: Knex, personId: number, from: string, before: string): Promise<number[]> {
  return db('inbox_entries')
    .where({ place: placeOfPerson(personId) })
    .whereIn('rank', [0, 1])
    .where('dueAt', '>=', from)
    .where('dueAt', '<', before)
    .orderBy(['rank', 'dueAt', 'taskId'])
    .limit(maxPlanned)
    .pluck('task_id');
}

/** The hours that were estimated for repairs. */
async function selectEstimates(db: Knex, taskIds: readonly number[]): Promise<Map<number, number>> {
  if (taskIds.length === 0) return new Map();
  const rows: { id: number; variables: string }[] = await db('tasks')
    .whereIn('tasks.id', [...taskIds])
    .where('tasks.formKey', 'repair-record')
    .join('tickets', 'tickets.id', 'tasks.ticketId')
    .select('tasks.id', 'tickets.variables');
  const known = rows.map(({ id, variables }) => [id, JSON.parse(variables).estimatedHours] as const);
  return new Map(known.filter((entry): entry is [number, number] => typeof entry[1] === 'number'));
}

/**
 * What nobody has and an engineer could take, in the order in which it should be given out. Of very many, those due first
 * and the oldest are looked at, each by its index.
 */
export async function selectPool(
  db: Knex,
  moments: PoolMoments,
): Promise<{ tasks: PoolEntry[]; count: number }> {
  const places = engineeringGroups.map(placeOfGroup);
  const ids = new Set<number>();
  for (const place of places)
    for (const rank of [0, 1])
      for (const order of ['dueAt', 'createdAt'])
        for (const id of await db('inbox_entries')
          .where({ place, rank })
          .orderBy([order, 'taskId'])
          .limit(maxPooled)
          .pluck('task_id'))
          ids.add(id);
  const tasks = inPoolOrder(await selectInboxTasks(db, [...ids]), moments).slice(0, maxPooled);
  return { tasks: await withRestrictions(db, tasks), count: await countPool(db, places) };
}

/** Counted as far as the inbox counts; a task of both groups counts once. */
async function countPool(db: Knex, places: readonly string[]): Promise<number> {
  const ids = new Set<number>();
  for (const place of places)
    for (const id of await db('inbox_entries').where({ place }).limit(countLimit).pluck('task_id'))
      ids.add(id);
  return Math.min(ids.size, countLimit);
}

async function withRestrictions(db: Knex, tasks: readonly InboxTask[]): Promise<PoolEntry[]> {
  const ids = tasks.map(({ id }) => id);
  if (ids.length === 0) return [];
  const groups: { taskId: number; groupId: string }[] = await db('task_candidate_groups').whereIn(
    'taskId',
    ids,
  );
  const barred: { taskId: number; personId: number }[] = await db('task_exclusions').whereIn('taskId', ids);
  return tasks.map((task) => ({
    ...task,
    groups: groups.filter(({ taskId }) => taskId === task.id).map(({ groupId }) => groupId),
    excludedPersons: barred.filter(({ taskId }) => taskId === task.id).map(({ personId }) => personId),
  }));
}
