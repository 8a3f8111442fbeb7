import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';
import { openStatuses, type TaskStatus } from '../model/taskStatus.js';
import { placeTask } from './inboxEntries.js';

/** `flow`: the engine waits for it. Others hang on such a task: 补办 of an earlier form, 加签 before or after it. */
export type TaskKind = 'flow' | 'redo' | 'before' | 'after';

/** How a task ended, or what its signer said, where the status alone does not tell. */
export type TaskOutcome = 'returned' | 'withdrawn' | 'agreed' | 'refused';

export interface TaskRow {
  id: number;
  ticketId: number;
  elementId: string;
  executionId: string;
  name: string;
  formKey: string | null;
  status: TaskStatus;
  assigneeId: number | null;
  ownerId: number | null;
  completedBy: number | null;
  priority: number;
  /** Raised because a time limit passed (R3, R7). */
  escalation: boolean;
  loopItem: unknown;
  revision: number;
  createdAt: string;
  claimedAt: string | null;
  completedAt: string | null;
  dueAt: string | null;
  remindedAt: string | null;
  kind: TaskKind;
  /** The task that it hangs on. */
  parentId: number | null;
  outcome: TaskOutcome | null;
  opinion: string | null;
  candidateGroups: string[];
  /** Persons who may not take it: performers of the elements named by `excludePerformerOf` (R9, R18). */
  excludedPersons: number[];
}

type StoredTask = Omit<TaskRow, 'id' | 'candidateGroups' | 'excludedPersons'>;

const serialise = (task: StoredTask) => ({
  ...task,
  loopItem: task.loopItem === null ? null : JSON.stringify(task.loopItem),
});

const parse = (row: Record<string, unknown>): Omit<TaskRow, 'candidateGroups' | 'excludedPersons'> =>
  ({
    ...row,
    escalation: Boolean(row.escalation),
    loopItem: row.loopItem === null ? null : JSON.parse(row.loopItem as string),
  }) as TaskRow;

/** @throws {NotFound} */
export async function selectTask(db: Knex, id: number): Promise<TaskRow> {
  const task = await selectOptionalTask(db, id);
  if (!task) throw new NotFound('任务');
  return task;
}

/** Undefined when there is none. */
export async function selectOptionalTask(db: Knex, id: number): Promise<TaskRow | undefined> {
  const row = await db('tasks').where({ id }).first();
  return row && (await withCandidates(db, [row]))[0];
}

/** How many open tasks a person has. */
export async function countHeldTasks(db: Knex, personId: number): Promise<number> {
  const query = db('tasks').where({ assigneeId: personId }).whereIn('status', ['claimed', 'delegated']);
  return Number((await query.count({ count: '*' }).first())?.count);
}

/** All tasks of a ticket in the order of their creation. */
export async function selectTasksOfTicket(db: Knex, ticketId: number): Promise<TaskRow[]> {
  return withCandidates(db, await db('tasks').where({ ticketId }).orderBy('id'));
}

/** Open tasks of a ticket. */
export async function selectOpenTasks(db: Knex, ticketId: number): Promise<TaskRow[]> {
  const rows = await db('tasks')
    .where({ ticketId })
    .whereIn('status', [...openStatuses])
    .orderBy('id');
  return withCandidates(db, rows);
}

/** Open tasks of a person as assignee or as owner of a delegation. */
export async function selectTasksHeldBy(db: Knex, personId: number): Promise<TaskRow[]> {
  const open = ['claimed', 'delegated', 'suspended'];
  const had = await db('tasks').where({ assigneeId: personId }).whereIn('status', open);
  const lent = await db('tasks').where({ status: 'delegated', ownerId: personId });
  const rows = new Map([...had, ...lent].map((row) => [row.id, row]));
  return withCandidates(
    db,
    [...rows.values()].sort((a, b) => a.id - b.id),
  );
}

/** The side tasks of a task in the order of their creation. */
export async function selectSideTasks(db: Knex, parentId: number): Promise<TaskRow[]> {
  return withCandidates(db, await db('tasks').where({ parentId }).orderBy('id'));
}

async function withCandidates(db: Knex, rows: Record<string, unknown>[]): Promise<TaskRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id as number);
  const groups: { taskId: number; groupId: string }[] = await db('task_candidate_groups')
    .whereIn('taskId', ids)
    .orderBy('groupId');
  const exclusions: { taskId: number; personId: number }[] = await db('task_exclusions').whereIn(
    'taskId',
    ids,
  );
  return rows.map((row) => ({
    ...parse(row),
    candidateGroups: groups.filter((group) => group.taskId === row.id).map((group) => group.groupId),
    excludedPersons: exclusions.filter((one) => one.taskId === row.id).map((one) => one.personId),
  }));
}

/** Ids of everybody who submitted a form of one of the elements on this ticket, including the start event. */
export async function selectPerformers(db: Knex, ticketId: number, elementIds: string[]): Promise<number[]> {
  if (elementIds.length === 0) return [];
  const rows: { submittedBy: number }[] = await db('form_submissions')
    .where({ ticketId })
    .whereIn('elementId', elementIds)
    .distinct('submittedBy');
  return rows.map((row) => row.submittedBy);
}

export async function insertTask(db: Knex, task: Omit<TaskRow, 'id'>): Promise<number> {
  const { candidateGroups, excludedPersons, ...stored } = task;
  const [row] = await db('tasks').insert(serialise(stored)).returning('id');
  if (candidateGroups.length > 0) {
    await db('task_candidate_groups').insert(candidateGroups.map((groupId) => ({ groupId, taskId: row.id })));
  }
  await insertExclusions(
    db,
    excludedPersons.map((personId) => ({ personId, taskId: row.id })),
  );
  await placeTask(db, row.id);
  return row.id;
}

/** Excludes persons from tasks; existing pairs stay. */
export async function insertExclusions(
  db: Knex,
  pairs: readonly { taskId: number; personId: number }[],
): Promise<void> {
  if (pairs.length > 0)
    await db('task_exclusions')
      .insert([...pairs])
      .onConflict(['taskId', 'personId'])
      .ignore();
}

/** Columns of a task that can change. */
export type TaskChange = Partial<
  Pick<
    TaskRow,
    | 'status'
    | 'assigneeId'
    | 'ownerId'
    | 'completedBy'
    | 'claimedAt'
    | 'completedAt'
    | 'remindedAt'
    | 'outcome'
    | 'opinion'
  >
>;

/** Writes the given columns, increments the task's revision and updates its inbox entries. */
export async function updateTask(db: Knex, id: number, change: TaskChange): Promise<void> {
  await db('tasks')
    .where({ id })
    .update({ ...change, revision: db.raw('revision + 1') });
  if (change.status !== undefined || change.assigneeId !== undefined) await placeTask(db, id);
}
