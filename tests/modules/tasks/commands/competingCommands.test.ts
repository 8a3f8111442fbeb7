import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { releaseTask } from '../../../../src/modules/tasks/commands/releaseTask.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicket, updateTicket } from '../../../../src/modules/tickets/store/tickets.js';
import {
  NotAllowed,
  StaleTicket,
  TaskAlreadyClaimed,
  TaskAlreadyCompleted,
} from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  confirmation,
  feedback,
  guidance,
  openTask,
  perform,
  request,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});

afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  await database.destroy();
});

async function ticketAtConfirmation(): Promise<number> {
  const { id } = await startRequest(department);
  await arrange(department, id);
  await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
  await perform(department, id, 'feedback', 'engineer', feedback);
  return id;
}

const rowCount = async (table: string) => Number((await database.db(table).count({ count: '*' }))[0]?.count);

describe('two people at once', () => {
  test('claim one task: one has it, the other is told who', async () => {
    const id = await ticketAtConfirmation();
    const task = await openTask(department, id, 'confirmWithCustomer');
    const results = await Promise.allSettled([
      department.as('desk', claimTask, { taskId: task.id }),
      department.as('desk2', claimTask, { taskId: task.id }),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(TaskAlreadyClaimed);
    const { assigneeId } = await selectTask(database.db, task.id);
    const winner = await database.db('persons').where({ id: assigneeId }).first('name');
    expect(refused[0]?.reason.claimedBy).toBe(winner.name);
  });

  test('complete one task: one succeeds, the other is told who did it and when, nothing is half done', async () => {
    const id = await ticketAtConfirmation();
    const task = await openTask(department, id, 'confirmWithCustomer');
    await department.as('desk', claimTask, { taskId: task.id });
    const { revision } = await selectTask(database.db, task.id);
    const post = (login: string) =>
      department.as(login, completeTask, { taskId: task.id, revision, data: confirmation(true) });
    const results = await Promise.allSettled([post('desk'), post('desk2')]);
    expect(results[0]?.status).toBe('fulfilled');
    const reason = (results[1] as PromiseRejectedResult).reason;
    expect(reason instanceof TaskAlreadyCompleted || reason instanceof NotAllowed).toBe(true);
    await expect(post('desk2')).rejects.toMatchObject({
      completedBy: '王晓燕',
      completedAt: department.clock.now().toISOString(),
    });
  });
});

describe('one person twice', () => {
  test('a double-clicked submit does the work once and succeeds twice', async () => {
    const { id } = await startRequest(department);
    await arrange(department, id);
    const task = await openTask(department, id, 'remoteGuidance');
    const input = { taskId: task.id, revision: task.revision, data: guidance('solved') };
    const before = await rowCount('form_submissions');
    await Promise.all([
      department.as('engineer', completeTask, input),
      department.as('engineer', completeTask, input),
    ]);
    expect(await rowCount('form_submissions')).toBe(before + 1);
    await openTask(department, id, 'feedback');
  });

  test('a double-clicked start makes one ticket', async () => {
    const requestKey = crypto.randomUUID();
    const input = { processKey: 'remote-service', data: request, requestKey };
    const before = await rowCount('tickets');
    const [first, second] = await Promise.all([
      department.as('desk', startTicket, input),
      department.as('desk', startTicket, input),
    ]);
    expect(second).toEqual(first);
    expect(await rowCount('tickets')).toBe(before + 1);
    expect(await department.as('desk', startTicket, input)).toEqual(first);
  });
});

describe('a stale page', () => {
  test('is refused after the task was released and claimed again', async () => {
    const id = await ticketAtConfirmation();
    const task = await openTask(department, id, 'confirmWithCustomer');
    await department.as('desk', claimTask, { taskId: task.id });
    const { revision } = await selectTask(database.db, task.id);
    await department.as('desk', releaseTask, { taskId: task.id });
    await department.as('desk', claimTask, { taskId: task.id });
    const stale = { taskId: task.id, revision, data: confirmation(true) };
    await expect(department.as('desk', completeTask, stale)).rejects.toThrow(StaleTicket);
    expect((await selectTask(database.db, task.id)).status).toBe('claimed');
  });

  test('a ticket row that was written since it was read is not written over', async () => {
    const { id } = await startRequest(department);
    const ticket = await selectTicket(database.db, id);
    await updateTicket(database.db, { ...ticket });
    await expect(updateTicket(database.db, { ...ticket })).rejects.toThrow(StaleTicket);
  });
});

test('tickets started at once get different numbers', async () => {
  const started = await Promise.all(Array.from({ length: 8 }, () => startRequest(department)));
  expect(new Set(started.map((ticket) => ticket.number)).size).toBe(8);
});
