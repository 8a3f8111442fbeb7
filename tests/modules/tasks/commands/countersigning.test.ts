import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSigners } from '../../../../src/modules/tasks/commands/addSigners.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { returnTask } from '../../../../src/modules/tasks/commands/returnTask.js';
import { signTask } from '../../../../src/modules/tasks/commands/signTask.js';
import { withdrawTask } from '../../../../src/modules/tasks/commands/withdrawTask.js';
import { freshFields } from '../../../../src/modules/tasks/model/freshFields.js';
import { selectTaskPage } from '../../../../src/modules/tasks/read/taskPage.js';
import { votesOf } from '../../../../src/modules/tasks/web/presenters/signing.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectOptionalFormDraft } from '../../../../src/modules/tickets/store/formDrafts.js';
import {
  selectOpenTasks,
  selectTask,
  selectTasksOfTicket,
  type TaskRow,
} from '../../../../src/modules/tickets/store/tasks.js';
import { InvalidForm, TooLate } from '../../../../src/platform/errors.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import { deployVoting } from '../../../support/company/votingProcess.js';
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
  await deployVoting(department.runtime);
});
afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

const open = async (ticketId: number, elementId: string): Promise<TaskRow[]> =>
  (await selectOpenTasks(database.db, ticketId)).filter((task) => task.elementId === elementId);

async function begin(): Promise<{ ticketId: number; request: TaskRow }> {
  const requestKey = `voting-${Math.random()}`;
  const { number } = await department.as('clerk', startTicket, {
    processKey: 'voting',
    data: {},
    requestKey,
  });
  const { id: ticketId } = await database.db('tickets').where({ number }).first('id');
  const [request] = await open(ticketId, 'request');
  await department.as('clerk', claimTask, { taskId: request!.id });
  return { ticketId, request: await selectTask(database.db, request!.id) };
}

async function submit(login: string, taskId: number, data = {}, performers = {}): Promise<void> {
  const { status } = await selectTask(database.db, taskId);
  if (status === 'ready') await department.as(login, claimTask, { taskId });
  const { revision } = await selectTask(database.db, taskId);
  await department.as(login, completeTask, { taskId, data, revision, performers });
}

describe('会签', () => {
  test('ends as soon as its rule is met by the votes, and goes to whom the request chose', async () => {
    const { ticketId, request } = await begin();
    await submit('clerk', request.id, {}, { file: ids.engineer2 });
    const [first, second, third] = (await open(ticketId, 'vote')).map(({ id }) => id) as [
      number,
      number,
      number,
    ];
    await submit('engineer', first, { agrees: true });
    await submit('repair', second, { agrees: false });
    expect(await open(ticketId, 'vote')).toHaveLength(1);
    await submit('engineer2', third, { agrees: false });
    expect(await open(ticketId, 'vote')).toEqual([]);
    expect(await open(ticketId, 'file')).toMatchObject([{ status: 'claimed', assigneeId: ids.engineer2 }]);
  });

  test('two votes of one kind are enough; what is left is taken away', async () => {
    const { ticketId, request } = await begin();
    await submit('clerk', request.id);
    const [first, second] = (await open(ticketId, 'vote')).map(({ id }) => id) as [number, number];
    await submit('engineer', first, { agrees: true });
    await submit('repair', second, { agrees: true });
    expect(await open(ticketId, 'vote')).toEqual([]);
    expect(await open(ticketId, 'file')).toMatchObject([{ status: 'ready', assigneeId: null }]);
  });

  test('nobody outside the step can be chosen for it', async () => {
    const { request } = await begin();
    const { revision } = await selectTask(database.db, request.id);
    const input = { taskId: request.id, data: {}, revision, performers: { file: ids.accountant as number } };
    await expect(department.as('clerk', completeTask, input)).rejects.toThrow(InvalidForm);
    expect((await selectTask(database.db, request.id)).status).toBe('claimed');
  });
});

describe('a signer of a 会签 takes the own vote back', () => {
  const votes = async (ticketId: number) =>
    (await selectTasksOfTicket(database.db, ticketId)).filter(({ elementId }) => elementId === 'vote');

  /** What the task page says of the votes. */
  async function standOf(login: string, taskId: number): Promise<string[]> {
    const { task, trace } = await selectTaskPage(database.db, await department.person(login), taskId);
    return (votesOf(trace, task)?.votes ?? []).map(({ name, state }) => `${name} ${state}`);
  }

  test('while others are asked: it comes up again filled in, and they are left alone', async () => {
    const { ticketId, request } = await begin();
    await submit('clerk', request.id);
    const [first, second] = (await votes(ticketId)).map(({ id }) => id) as [number, number];
    await department.as('repair', claimTask, { taskId: second });
    await submit('engineer', first, { agrees: true });
    await department.as('engineer', withdrawTask, { taskId: first, reason: '看错了' });
    const again = (await open(ticketId, 'vote')).find(({ assigneeId }) => assigneeId === ids.engineer);
    expect(again?.id).not.toBe(first);
    const draft = await selectOptionalFormDraft(database.db, ids.engineer as number, `task:${again?.id}`);
    expect(draft?.data).toEqual({ agrees: true });
    expect(await selectTask(database.db, second)).toMatchObject({
      status: 'claimed',
      assigneeId: ids.repair,
    });
    await submit('engineer', again!.id, { agrees: false });
    await submit('repair', second, { agrees: false });
    expect(await open(ticketId, 'vote')).toEqual([]);
    expect(await open(ticketId, 'file')).toHaveLength(1);
  });

  test('when it had been enough: what followed is gone, and who was not asked any more is asked again', async () => {
    const { ticketId, request } = await begin();
    await submit('clerk', request.id);
    const [first, second] = (await votes(ticketId)).map(({ id }) => id) as [number, number];
    await submit('engineer', first, { agrees: true });
    await submit('repair', second, { agrees: true });
    await department.as('engineer', withdrawTask, { taskId: first, reason: '看错了' });
    expect(await open(ticketId, 'file')).toEqual([]);
    const asked = await open(ticketId, 'vote');
    expect(asked.map(({ assigneeId }) => assigneeId)).toEqual([ids.engineer, null]);
    expect(await standOf('engineer', asked[0]!.id)).toEqual([
      '孙建军 同意',
      '张伟 办理中',
      '人员待定 待签收',
    ]);
    await submit('engineer', asked[0]!.id, { agrees: true });
    expect(await open(ticketId, 'file')).toHaveLength(1);
    await department.as('repair', withdrawTask, { taskId: second, reason: '我也看错了' });
    expect(await open(ticketId, 'file')).toEqual([]);
    expect((await open(ticketId, 'vote')).map(({ assigneeId }) => assigneeId)).toEqual([ids.repair, null]);
  });

  test('not once somebody has begun what follows, and not twice', async () => {
    const { ticketId, request } = await begin();
    await submit('clerk', request.id);
    const [first, second] = (await votes(ticketId)).map(({ id }) => id) as [number, number];
    await submit('engineer', first, { agrees: true });
    await submit('repair', second, { agrees: true });
    const [file] = await open(ticketId, 'file');
    await department.as('engineer2', claimTask, { taskId: file!.id });
    const withdrawal = { taskId: second, reason: '看错了' };
    await expect(department.as('repair', withdrawTask, withdrawal)).rejects.toThrow('「归档」已有人开始办理');
    await submit('engineer2', file!.id);
    await expect(department.as('repair', withdrawTask, withdrawal)).rejects.toThrow('工单已结束');
  });
});

test('退回 to a 会签 asks all its signers anew, as the diagram says', async () => {
  const { ticketId, request } = await begin();
  await submit('clerk', request.id);
  for (const [index, login] of ['engineer', 'repair'].entries()) {
    const [vote] = await open(ticketId, 'vote');
    await submit(login, vote!.id, { agrees: true });
    expect(await open(ticketId, 'file')).toHaveLength(index);
  }
  const [file] = await open(ticketId, 'file');
  await department.as('engineer2', claimTask, { taskId: file!.id });
  const { revision } = await selectTask(database.db, file!.id);
  const back = { taskId: file!.id, to: 'vote', reason: '理由不充分', revision };
  const refusal = await department
    .as('engineer2', returnTask, { ...back, mode: 'resume' })
    .catch((error) => error);
  expect((refusal as InvalidForm).errors).toEqual([
    { path: 'mode', message: '该环节是会签，只能从那里起重新办理。' },
  ]);
  await department.as('engineer2', returnTask, { ...back, mode: 'again' });
  expect((await open(ticketId, 'vote')).map(({ assigneeId }) => assigneeId)).toEqual([null, null, null]);
});

describe('后加签', () => {
  const ask = (request: TaskRow, change = {}) => ({
    taskId: request.id,
    kind: 'after' as const,
    personIds: [ids.manager as number, ids.gm as number],
    inOrder: true,
    reason: '金额较大',
    revision: request.revision,
    data: {},
    ...change,
  });
  const sign = async (ticketId: number, login: string, agrees: boolean) => {
    const asked = (await selectOpenTasks(database.db, ticketId)).find(
      ({ kind, assigneeId }) => kind === 'after' && assigneeId === ids[login],
    ) as TaskRow;
    const { id: taskId, revision } = asked;
    return department.as(login, signTask, { taskId, agrees, opinion: agrees ? '' : '金额不对', revision });
  };

  test('one after the other; the ticket goes on when the last agrees', async () => {
    const { ticketId, request } = await begin();
    await department.as('clerk', addSigners, ask(request));
    await expect(sign(ticketId, 'gm', true)).rejects.toThrow('前一位');
    await sign(ticketId, 'manager', true);
    expect(await open(ticketId, 'vote')).toEqual([]);
    await sign(ticketId, 'gm', true);
    expect(await open(ticketId, 'vote')).toHaveLength(3);
    expect(await selectTask(database.db, request.id)).toMatchObject({
      status: 'completed',
      completedBy: ids.clerk,
    });
  });

  test('can be taken back by the holder until somebody goes on, as any submission', async () => {
    const { ticketId, request } = await begin();
    await department.as('clerk', addSigners, ask(request));
    for (const login of ['manager', 'gm']) await sign(ticketId, login, true);
    const [vote] = await open(ticketId, 'vote');
    const withdrawal = { taskId: request.id, reason: '写错了' };
    await submit('engineer', vote!.id, { agrees: true });
    await expect(department.as('clerk', withdrawTask, withdrawal)).rejects.toThrow('「会签」已有进展');
    await department.as('engineer', withdrawTask, { taskId: vote!.id, reason: '看错了' });
    await expect(department.as('clerk', withdrawTask, withdrawal)).rejects.toThrow('「会签」已有进展');
  });

  test('when one refuses it comes back to the holder, who submits anew', async () => {
    const { ticketId, request } = await begin();
    await department.as('clerk', addSigners, ask(request, { inOrder: false }));
    await sign(ticketId, 'gm', false);
    expect(await selectOpenTasks(database.db, ticketId)).toMatchObject([
      { id: request.id, status: 'claimed' },
    ]);
    await submit('clerk', request.id);
    expect(await open(ticketId, 'vote')).toHaveLength(3);
  });

  test.each([
    ['nobody', { personIds: [] }, '请选择加签人员'],
    ['without a word what for', { reason: ' ' }, '请填写加签说明'],
  ])('is refused with %s, and leaves the task as it was', async (_what, change, message) => {
    const { request } = await begin();
    const refusal = await department.as('clerk', addSigners, ask(request, change)).catch((error) => error);
    expect((refusal as InvalidForm).errors[0]?.message).toContain(message);
    expect(await selectTask(database.db, request.id)).toEqual(request);
  });
});

test('撤回 is refused once somebody has begun what follows', async () => {
  const { ticketId, request } = await begin();
  await submit('clerk', request.id);
  const [vote] = await open(ticketId, 'vote');
  await department.as('engineer', claimTask, { taskId: vote!.id });
  const withdrawal = { taskId: request.id, reason: '写错了' };
  await expect(department.as('clerk', withdrawTask, withdrawal)).rejects.toThrow(TooLate);
  await expect(department.as('engineer', withdrawTask, withdrawal)).rejects.toThrow('您自己提交');
});

describe('a vote of a 会签 that is held for 后加签', () => {
  /** The orders that the three can have; the other's vote differs from the held one, and the third decides. */
  const orders = [
    ['hold', 'sign', 'other'],
    ['hold', 'other', 'sign'],
    ['other', 'hold', 'sign'],
  ] as const;
  test.each(orders.flatMap((order) => [true, false].map((held) => [order.join(', '), held, order] as const)))(
    '%s: counts by its own content (%s)',
    async (_name, held, order) => {
      const { ticketId, request } = await begin();
      await submit('clerk', request.id);
      const [first, second, third] = (await open(ticketId, 'vote')).map(({ id }) => id) as [
        number,
        number,
        number,
      ];
      await department.as('engineer', claimTask, { taskId: first });
      const acts = {
        hold: async () => {
          const { revision } = await selectTask(database.db, first);
          const input = {
            kind: 'after',
            personIds: [ids.manager as number],
            inOrder: false,
            reason: '请复核',
          } as const;
          await department.as('engineer', addSigners, {
            ...input,
            taskId: first,
            revision,
            data: { agrees: held },
          });
        },
        sign: async () => {
          const side = (await selectOpenTasks(database.db, ticketId)).find(({ kind }) => kind === 'after');
          const { id: taskId, revision } = side!;
          await department.as('manager', signTask, { taskId, agrees: true, opinion: '可以', revision });
        },
        other: () => submit('repair', second, { agrees: !held }),
      };
      for (const act of order) await acts[act]();
      expect(await open(ticketId, 'file')).toEqual([]);
      await submit('engineer2', third, { agrees: held });
      expect(await open(ticketId, 'file')).toHaveLength(1);
    },
  );
});

test('the vote is a field that a signer starts without, not one of the step behind', async () => {
  const { ticketId, request } = await begin();
  await submit('clerk', request.id);
  const [first, second] = (await open(ticketId, 'vote')).map(({ id }) => id) as [number, number];
  await submit('engineer', first, { agrees: true });
  const { definitionId } = await database.db('tickets').where({ id: ticketId }).first('definitionId');
  const definition = await department.runtime.definitions.load(database.db, definitionId);
  const task = await selectTask(database.db, second);
  expect([...freshFields(definition, task)]).toEqual(['agrees']);
  expect([...freshFields(definition, { ...task, elementId: 'file' })]).toEqual([]);
});
