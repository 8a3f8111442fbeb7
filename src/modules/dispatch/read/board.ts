import type { Knex } from 'knex';
import { selectMembers } from '../../people/index.js';
import { countLimit, type InboxTask, selectInboxTasks } from '../../tasks/index.js';
import { placeOfGroup, placeOfPerson } from '../../tickets/index.js';
import { engineeringGroups, type PoolMoments, sortPool } from '../model/dispatching.js';

export interface Engineer {
  id: number;
  name: string;
  groups: string[];
}

/** The numbers of an engineer's open and overdue tasks. */
export interface Load {
  open: number;
  overdue: number;
}

export interface PlannedTask extends InboxTask {
  /** The hours that the diagnosis estimated; null without an estimate. */
  hours: number | null;
}

export interface PoolEntry extends InboxTask {
  groups: string[];
  excludedPersons: number[];
}

/** More tasks than anybody does in a day. */
export const maxPlanned = 30;
/** The pool shows this many tasks, the most urgent first. */
export const maxPooled = 60;

/** All engineers in the order of their names. */
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

/** The load of each person; people without tasks are left out. */
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

/** The tasks of each person that are due between two moments, in the order of their due times. */
export async function selectPlans(
  db: Knex,
  personIds: readonly number[],
  { from, before }: { from: string; before: string },
): Promise<Map<number, PlannedTask[]>> {
  const entries: { personId: number; taskId: number }[] = [];
  for (const personId of personIds)
    for (const taskId of await selectFirstDueTaskIds(db, personId, from, before))
      entries.push({ personId, taskId });
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

/** One query for each person, so that one person's many old tasks do not crowd out the plans of others. */
function selectFirstDueTaskIds(db: Knex, personId: number, from: string, before: string): Promise<number[]> {
  return db('inbox_entries')
    .where({ place: placeOfPerson(personId) })
    .whereIn('rank', [0, 1])
    .where('dueAt', '>=', from)
    .where('dueAt', '<', before)
    .orderBy(['rank', 'dueAt', 'taskId'])
    .limit(maxPlanned)
    .pluck('task_id');
}

/** The estimated hours of repair tasks. */
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
 * Unassigned tasks that an engineer could take, in the order in which they should be assigned. When there are very many,
 * only those due first and the oldest are read, each by its index.
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
  const tasks = sortPool(await selectInboxTasks(db, [...ids]), moments).slice(0, maxPooled);
  return { tasks: await addGroupsAndExclusions(db, tasks), count: await countPool(db, places) };
}

/** Counts up to the limit of the inbox; a task of both groups counts once. */
async function countPool(db: Knex, places: readonly string[]): Promise<number> {
  const ids = new Set<number>();
  for (const place of places)
    for (const id of await db('inbox_entries').where({ place }).limit(countLimit).pluck('task_id'))
      ids.add(id);
  return Math.min(ids.size, countLimit);
}

async function addGroupsAndExclusions(db: Knex, tasks: readonly InboxTask[]): Promise<PoolEntry[]> {
  const ids = tasks.map(({ id }) => id);
  if (ids.length === 0) return [];
  const groups: { taskId: number; groupId: string }[] = await db('task_candidate_groups').whereIn(
    'taskId',
    ids,
  );
  const exclusions: { taskId: number; personId: number }[] = await db('task_exclusions').whereIn(
    'taskId',
    ids,
  );
  return tasks.map((task) => ({
    ...task,
    groups: groups.filter(({ taskId }) => taskId === task.id).map(({ groupId }) => groupId),
    excludedPersons: exclusions.filter(({ taskId }) => taskId === task.id).map(({ personId }) => personId),
  }));
}
