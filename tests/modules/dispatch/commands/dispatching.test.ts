import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JobRow, selectJob } from '../../../../src/jobs/store/jobs.js';
import { assignTask } from '../../../../src/modules/dispatch/commands/assignTask.js';
import { selectLoads, selectPlans, selectPool } from '../../../../src/modules/dispatch/read/board.js';
import { cancelReassignment } from '../../../../src/modules/tasks/commands/cancelReassignment.js';
import { delegateTask } from '../../../../src/modules/tasks/commands/delegateTask.js';
import { releaseTask } from '../../../../src/modules/tasks/commands/releaseTask.js';
import { startReassignment } from '../../../../src/modules/tasks/commands/startReassignment.js';
import { reassignTasksJob } from '../../../../src/modules/tasks/jobs/reassignTasks.js';
import {
  selectReassignmentChoice,
  selectReassignmentPage,
} from '../../../../src/modules/tasks/read/reassignments.js';
import { selectTask, type TaskRow } from '../../../../src/modules/tickets/store/tasks.js';
import { InvalidForm, NotAllowed, NotFound, TaskAlreadyAssigned } from '../../../../src/platform/errors.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import { arrange, openTask, startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;
let ids: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  ids = await personIds(database.db);
});
afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

const idOf = (login: string) => ids[login] as number;

/** A task that 张伟 has. */
async function heldTask(): Promise<TaskRow> {
  const { id } = await startRequest(department);
  await arrange(department, id);
  return openTask(department, id, 'remoteGuidance');
}

/** A task that nobody has and an engineer could take. */
async function freeTask(): Promise<TaskRow> {
  const task = await heldTask();
  await department.as('engineer', releaseTask, { taskId: task.id });
  return task;
}

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  return error instanceof InvalidForm ? error.errors[0] : error;
};

describe('派工', () => {
  test('gives the task to the engineer, in the trace and by mail; giving it again succeeds', async () => {
    const task = await freeTask();
    const input = { taskId: task.id, personId: idOf('engineer2') };
    const confirmation = await department.as('clerk', assignTask, input);
    expect(confirmation).toMatchObject({ task: '远程指导服务', receiver: '赵磊' });
    expect(await department.as('manager', assignTask, input)).toEqual(confirmation);
    expect(await selectTask(database.db, task.id)).toMatchObject({
      status: 'claimed',
      assigneeId: idOf('engineer2'),
    });
    const events = await database
      .db('audit_events')
      .where({ ticketId: task.ticketId, type: 'task.assigned' });
    expect(events.map(({ data, actorName }) => [actorName, JSON.parse(data).to.name])).toEqual([
      ['李静', '赵磊'],
    ]);
    const mail = await database
      .db('mails')
      .where({ ticketId: task.ticketId, personId: idOf('engineer2') })
      .first();
    expect(mail.subject).toMatch(/^【派工】/);
  });

  test('two dispatchers at once: one assigns it, the other sees who has it', async () => {
    const task = await freeTask();
    const results = await Promise.allSettled([
      department.as('clerk', assignTask, { taskId: task.id, personId: idOf('engineer') }),
      department.as('clerk2', assignTask, { taskId: task.id, personId: idOf('engineer2') }),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(TaskAlreadyAssigned);
    const { assigneeId } = await selectTask(database.db, task.id);
    const { name } = await database.db('persons').where({ id: assigneeId }).first('name');
    expect(refused[0]?.reason.message).toBe(`该任务刚刚已由${name}承接，您的指派没有生效。`);
  });

  test('is refused for the previous performer, somebody who left, somebody outside the groups, and nobody', async () => {
    const task = await freeTask();
    const assign = (personId: number | null) =>
      refusalOf(department.as('clerk', assignTask, { taskId: task.id, personId }));
    await database.db('task_exclusions').insert({ taskId: task.id, personId: idOf('engineer2') });
    expect((await assign(idOf('engineer2'))).message).toContain('职责分离');
    expect((await assign(idOf('repair'))).message).toContain('岗位职责范围');
    expect(await assign(null)).toEqual({ path: 'person', message: '请选择人员。' });
    await database
      .db('persons')
      .where({ id: idOf('engineer') })
      .update({ active: false });
    expect((await assign(idOf('engineer'))).message).toContain('已离职');
    await database
      .db('persons')
      .where({ id: idOf('engineer') })
      .update({ active: true });
    expect((await selectTask(database.db, task.id)).status).toBe('ready');
  });

  test('is done by clerks and managers, and with engineers’ tasks only', async () => {
    const task = await freeTask();
    const input = { taskId: task.id, personId: idOf('engineer') };
    expect(await refusalOf(department.as('gm', assignTask, input))).toBeInstanceOf(NotAllowed);
    expect(await refusalOf(department.as('engineer', assignTask, input))).toBeInstanceOf(NotAllowed);
    const { id } = await startRequest(department);
    const clerks = await openTask(department, id, 'arrangeEngineer');
    const toClerk = { taskId: clerks.id, personId: idOf('clerk2') };
    expect(await refusalOf(department.as('clerk', assignTask, toClerk))).toBeInstanceOf(NotAllowed);
  });

  test('the board puts what was left from yesterday first, and plans the day in the order of due times', async () => {
    const old = await freeTask();
    department.clock.advance({ hours: 20 });
    const fresh = await freeTask();
    const held = await heldTask();
    const now = department.clock.now().toISOString();
    const moments = { today: '2026-11-23T16:00:00.000Z', now, soon: '2026-11-24T01:00:00.000Z' };
    const { tasks, count } = await selectPool(database.db, moments);
    expect(count).toBe(tasks.length);
    const order = tasks.map(({ id }) => id);
    expect(order.indexOf(old.id)).toBeLessThan(order.indexOf(fresh.id));
    const engineer = idOf('engineer');
    const period = { from: '', before: '2027-01-01T00:00:00.000Z' };
    const plan = (await selectPlans(database.db, [engineer], period)).get(engineer) ?? [];
    expect(plan.map(({ id }) => id)).toContain(held.id);
    const dues = plan.map(({ dueAt }) => dueAt as string);
    expect(dues).toEqual([...dues].sort());
    expect((await selectLoads(database.db, [engineer], now)).get(engineer)?.open).toBe(plan.length);
  });
});

describe('批量转办', () => {
  /** Runs the batch's job until it is over. */
  async function runBatch(): Promise<void> {
    const handle = reassignTasksJob(department.runtime);
    const { id } = await database
      .db('jobs')
      .where({ kind: 'reassignTasks' })
      .orderBy('id', 'desc')
      .first('id');
    for (let turn = 0; turn < 30; turn += 1) {
      const job: JobRow = await selectJob(database.db, id);
      if (job.status === 'done') return;
      await handle(job, { stopping: new AbortController().signal, reportAlive: () => undefined });
    }
    throw new Error('the batch does not end');
  }
  const pageOf = async (login: string, id: number) =>
    selectReassignmentPage(database.db, await department.person(login), id, {});

  test('gives each task to the person with the fewest tasks, reports failures with reasons, and mails each receiver once', async () => {
    const tasks = [await heldTask(), await heldTask(), await heldTask()] as const;
    const lent = await heldTask();
    await department.as('engineer', delegateTask, {
      taskId: lent.id,
      personId: idOf('engineer2'),
      reason: '请先看看',
      revision: lent.revision,
    });
    await database.db('task_exclusions').insert({ taskId: tasks[2].id, personId: idOf('engineer2') });
    const { id } = await department.as('manager', startReassignment, {
      taskIds: [...tasks, lent].map((task) => task.id),
      personIds: [idOf('engineer2')],
      reason: '张伟请假',
    });
    await runBatch();
    const { found, items, counts } = await pageOf('manager', id);
    expect(found.status).toBe('finished');
    expect(counts).toEqual({ waiting: 0, done: 2, refused: 2 });
    expect(items.map(({ status }) => status)).toEqual(['done', 'done', 'refused', 'refused']);
    expect(items[2]?.message).toContain('职责分离');
    expect(items[3]?.message).not.toBeNull();
    expect((await selectTask(database.db, tasks[0].id)).assigneeId).toBe(idOf('engineer2'));
    expect((await selectTask(database.db, lent.id)).status).toBe('delegated');
    const [event] = await database
      .db('audit_events')
      .where({ ticketId: tasks[0].ticketId, type: 'task.reassigned' });
    expect([event.actorName, JSON.parse(event.data).reason]).toEqual(['陈国强', '张伟请假']);
    const mails = await database
      .db('mails')
      .where({ personId: idOf('engineer2'), subject: '【转办】2 项任务' });
    expect(mails).toHaveLength(1);
    await expect(pageOf('clerk', id)).rejects.toThrow(NotFound);
  });

  test('a task that was reassigned meanwhile stays; a stopped batch reassigns nothing more', async () => {
    const [first, second] = [await heldTask(), await heldTask()];
    const input = { taskIds: [first.id, second.id], personIds: [idOf('engineer2')], reason: '分单' };
    const { id } = await department.as('engineer', startReassignment, input);
    await department.as('engineer', releaseTask, { taskId: first.id });
    await runBatch();
    const { items } = await pageOf('engineer', id);
    expect(items.map(({ status }) => status)).toEqual(['refused', 'done']);
    expect(items[0]?.message).toContain('办理人已经变动');

    const third = await heldTask();
    const batch = await department.as('engineer', startReassignment, { ...input, taskIds: [third.id] });
    await expect(department.as('clerk', cancelReassignment, { id: batch.id })).rejects.toThrow(NotFound);
    await department.as('engineer', cancelReassignment, { id: batch.id });
    await runBatch();
    expect((await selectTask(database.db, third.id)).assigneeId).toBe(idOf('engineer'));
    expect((await pageOf('engineer', batch.id)).counts).toEqual({ waiting: 1, done: 0, refused: 0 });
  });

  test('offers everybody whom one of the tasks may be given to', async () => {
    const task = await heldTask();
    await database.db('task_candidate_groups').insert({ taskId: task.id, groupId: 'repair-engineer' });
    const { tasks, receivers } = await selectReassignmentChoice(database.db, idOf('engineer'));
    expect(tasks.map(({ id }) => id)).toContain(task.id);
    expect(receivers.map(({ name }) => name).sort()).toEqual(['孙建军', '赵磊']);
    expect(receivers.find(({ name }) => name === '赵磊')?.open).toBeGreaterThan(0);
  });

  test('is refused for tasks of others, without tasks, people or a reason', async () => {
    const task = await heldTask();
    const input = { taskIds: [task.id], personIds: [idOf('engineer2')], reason: '分单' };
    const paths = [];
    for (const [login, wrong] of [
      ['engineer2', {}],
      ['engineer', { taskIds: [] }],
      ['engineer', { personIds: [] }],
      ['engineer', { reason: ' ' }],
    ] as const)
      paths.push((await refusalOf(department.as(login, startReassignment, { ...input, ...wrong }))).path);
    expect(paths).toEqual(['tasks', 'tasks', 'person', 'reason']);
  });
});
