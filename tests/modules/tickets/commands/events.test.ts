import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import {
  type DeliverMessageInput,
  deliverMessage,
} from '../../../../src/modules/tickets/commands/deliverMessage.js';
import { deliverSignal } from '../../../../src/modules/tickets/commands/deliverSignal.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectAuditEvents } from '../../../../src/modules/tickets/store/auditEvents.js';
import { selectOpenTasks, selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicket, selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { InvalidForm, MessageFitsNothing } from '../../../../src/platform/errors.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';
import {
  deploy,
  end,
  message,
  properties,
  runJobs,
  sequence,
  signal,
  start,
  work,
} from './support/eventProcesses.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});

/** Each test begins without tickets that wait. */
beforeEach(async () => {
  const active = await database.db('tickets').where({ status: 'active' }).select('number');
  for (const { number } of active)
    await department.as('manager', cancelTicket, { number, reason: '测试结束', children: 'keep' });
});

afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

async function begin(processKey: string, data: Record<string, unknown> = {}, startId?: string) {
  const { number } = await department.as('clerk', startTicket, {
    processKey,
    data,
    requestKey: randomUUID(),
    ...(startId && { startId }),
  });
  return (await selectTicketByNumber(database.db, number)).id;
}

async function doTask(ticketId: number, elementId: string, data: Record<string, unknown> = {}) {
  const open = await selectOpenTasks(database.db, ticketId);
  const { id } = open.find((one) => one.elementId === elementId) ?? { id: -1 };
  await department.as('clerk', claimTask, { taskId: id });
  const { revision } = await selectTask(database.db, id);
  await department.as('clerk', completeTask, { taskId: id, data, revision });
}

const openElements = async (ticketId: number) =>
  (await selectOpenTasks(database.db, ticketId)).map(({ elementId }) => elementId).sort();
const eventsOf = async (ticketId: number, type: string) =>
  (await selectAuditEvents(database.db, ticketId)).filter((event) => event.type === type);
const ticketsOf = (processKey: string) => database.db('tickets').where({ processKey }).orderBy('id');

describe('a signal that one ticket throws', () => {
  beforeAll(async () => {
    const throws = `<bpmn:intermediateThrowEvent id="throw">${properties({}, { orderNumber: '${orderNumber}', amount: '${amount}' })}${signal}</bpmn:intermediateThrowEvent>`;
    await deploy(
      department.runtime,
      'sender',
      `${start}${work('a')}${throws}${end}${sequence('start', 'a', 'throw', 'end')}`,
    );
    const waits = `<bpmn:intermediateCatchEvent id="wait">${properties({ receives: 'orderNumber' })}${signal}</bpmn:intermediateCatchEvent>`;
    await deploy(
      department.runtime,
      'waiter',
      `${start}${waits}${work('b')}${end}${sequence('start', 'wait', 'b', 'end')}`,
    );
    const starts = `<bpmn:startEvent id="alarmed">${properties({ receives: 'amount' })}${signal}</bpmn:startEvent>`;
    await deploy(
      department.runtime,
      'started',
      `${starts}${work('c')}${end}${sequence('alarmed', 'c', 'end')}`,
    );
  });

  test('reaches all tickets that wait and starts the process that it starts, each with what it takes', async () => {
    const waiting = [await begin('waiter'), await begin('waiter')];
    const sender = await begin('sender');
    await doTask(sender, 'a', { orderNumber: 'B-1', amount: 3 });
    expect(await openElements(waiting[0] as number)).toEqual([]);
    expect(await runJobs(department.runtime)).toBe(3);
    for (const id of waiting) {
      expect(await openElements(id)).toEqual(['b']);
      const { variables } = await selectTicket(database.db, id);
      expect(variables).toMatchObject({ orderNumber: 'B-1' });
      expect(variables).not.toHaveProperty('amount');
    }
    const [started] = await ticketsOf('started');
    expect(started).toMatchObject({ parentId: sender, initiatorId: null, status: 'active' });
    expect(JSON.parse(started.variables)).toEqual({ amount: 3 });
    const [thrown] = await eventsOf(sender, 'signal.thrown');
    expect(thrown?.data).toMatchObject({ name: '停机', brings: { orderNumber: 'B-1', amount: 3 } });
  });

  test('is only for those that wait at that moment, and comes once', async () => {
    const early = await begin('waiter');
    await doTask(await begin('sender'), 'a');
    const late = await begin('waiter');
    await runJobs(department.runtime);
    expect(await openElements(early)).toEqual(['b']);
    expect(await openElements(late)).toEqual([]);
    const job = await database.db('jobs').where({ kind: 'deliverSignal', ticketId: early }).first();
    await runCommand(department.runtime, systemActor, deliverSignal, { jobId: job.id });
    expect(await eventsOf(early, 'signal.received')).toHaveLength(1);
  });

  test('that comes when a ticket has gone on is told in its history', async () => {
    const twice = `${start}${work('a')}<bpmn:boundaryEvent id="alarmed" attachedToRef="a">${signal}</bpmn:boundaryEvent>${work('b')}${end}${sequence('start', 'a', 'b', 'end')}${sequence('alarmed', 'end')}`;
    await deploy(department.runtime, 'passer', twice);
    const passer = await begin('passer');
    await doTask(await begin('sender'), 'a');
    await doTask(passer, 'a');
    await runJobs(department.runtime);
    expect(await openElements(passer)).toEqual(['b']);
    expect(await eventsOf(passer, 'signal.missed')).toHaveLength(1);
  });
});

describe('a message', () => {
  const input = (change: Partial<DeliverMessageInput> = {}): DeliverMessageInput => ({
    messageId: randomUUID(),
    name: '客户答复',
    correlationKey: null,
    data: {},
    subscriptionId: null,
    from: null,
    ...change,
  });
  const deliver = (change: Partial<DeliverMessageInput> = {}) =>
    department.as('desk', deliverMessage, input(change));

  beforeAll(async () => {
    const keyed = properties({ correlationKey: 'orderNumber', receives: 'arrivedOn' });
    const waits = `<bpmn:receiveTask id="wait" messageRef="reply">${keyed}</bpmn:receiveTask>`;
    await deploy(
      department.runtime,
      'receiver',
      `${start}${waits}${work('b')}${end}${sequence('start', 'wait', 'b', 'end')}`,
    );
    const sends = `<bpmn:sendTask id="send" messageRef="reply">${properties({ correlationKey: 'orderNumber' }, { arrivedOn: '2026-11-24' })}</bpmn:sendTask>`;
    await deploy(department.runtime, 'teller', `${start}${sends}${end}${sequence('start', 'send', 'end')}`);
  });

  test('goes to the ticket with its key, once for each id', async () => {
    const [one, other] = [
      await begin('receiver', { orderNumber: 'B-1' }),
      await begin('receiver', { orderNumber: 'B-2' }),
    ];
    const change = { messageId: 'ours-1', correlationKey: 'B-2', data: { arrivedOn: '2026-11-25' } };
    const first = await deliver(change);
    expect(await deliver(change)).toEqual(first);
    expect(first.number).toBe((await selectTicket(database.db, other)).number);
    expect(await openElements(one)).toEqual([]);
    expect(await openElements(other)).toEqual(['b']);
    expect((await selectTicket(database.db, other)).variables).toMatchObject({ arrivedOn: '2026-11-25' });
    expect(await eventsOf(other, 'message.received')).toHaveLength(1);
  });

  test('that fits nothing, or two, or brings what nobody takes is refused and may come again', async () => {
    await expect(deliver({ correlationKey: 'B-3' })).rejects.toThrow(
      '没有工单在等待消息「客户答复」（匹配值「B-3」）',
    );
    await begin('receiver', { orderNumber: 'B-3' });
    const bad = { messageId: 'ours-2', correlationKey: 'B-3', data: { price: 1 } };
    await expect(deliver(bad)).rejects.toThrow(InvalidForm);
    await begin('receiver', { orderNumber: 'B-3' });
    const refused = deliver({ correlationKey: 'B-3' });
    await expect(refused).rejects.toThrow(MessageFitsNothing);
    await expect(refused).rejects.toThrow('有 2 个环节在等待');
    const { id } = await database.db('event_subscriptions').where({ kind: 'message' }).first('id');
    await deliver({ ...bad, correlationKey: 'B-3', data: {}, subscriptionId: id });
    expect((await deliver({ correlationKey: 'B-3' })).number).toMatch(/\d/);
  });

  test('of another ticket is tried again until somebody waits for it', async () => {
    await begin('teller', { orderNumber: 'B-9' });
    await runJobs(department.runtime);
    const job = await database.db('jobs').where({ kind: 'deliverMessage' }).orderBy('id', 'desc').first();
    expect(job).toMatchObject({ status: 'ready', attempts: 1 });
    expect(job.lastError).toContain('没有工单在等待消息');
    const receiver = await begin('receiver', { orderNumber: 'B-9' });
    department.clock.advance({ minutes: 1 });
    await runJobs(department.runtime);
    expect(await openElements(receiver)).toEqual(['b']);
    expect((await selectTicket(database.db, receiver)).variables).toMatchObject({ arrivedOn: '2026-11-24' });
  });

  test('starts a process when no ticket waits for it', async () => {
    const starts = `<bpmn:startEvent id="mailed">${properties({ receives: 'orderNumber' })}${message}</bpmn:startEvent>`;
    await deploy(
      department.runtime,
      'begun',
      `${starts}${start}${work('c')}${work('d')}${end}${sequence('mailed', 'c', 'end')}${sequence('start', 'd', 'end')}`,
    );
    const { number } = await deliver({ data: { orderNumber: 'B-5' } });
    const { id, variables } = await selectTicketByNumber(database.db, number);
    expect(variables).toEqual({ orderNumber: 'B-5' });
    expect(await openElements(id)).toEqual(['c']);
    expect(await openElements(await begin('begun'))).toEqual(['d']);
  });
});

describe('a timer that starts a process', () => {
  const yearly = (text: string, kind = 'timeCycle') =>
    `<bpmn:startEvent id="timed"><bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition></bpmn:startEvent>${work('c')}${end}${sequence('timed', 'c', 'end')}`;
  const jobs = () => database.db('jobs').where({ kind: 'startByTimer', status: 'ready' });

  test('goes off on its beat as often as was said', async () => {
    await deploy(department.runtime, 'daily', yearly('R2/P1D'));
    expect(await runJobs(department.runtime)).toBe(0);
    for (const count of [1, 2]) {
      department.clock.advance({ hours: 24 });
      await runJobs(department.runtime);
      expect(await ticketsOf('daily')).toHaveLength(count);
    }
    expect(await jobs()).toEqual([]);
  });

  test('is replaced by that of the next version, and a time that has passed is over', async () => {
    await deploy(department.runtime, 'replaced', yearly('R/P1D'));
    await deploy(department.runtime, 'replaced', yearly('2027-01-01T08:00:00+08:00', 'timeDate'));
    expect((await jobs()).map(({ runAt }: { runAt: string }) => runAt)).toEqual(['2027-01-01T00:00:00.000Z']);
    await deploy(department.runtime, 'replaced', yearly('2020-01-01T08:00:00+08:00', 'timeDate'));
    expect(await jobs()).toEqual([]);
    department.clock.advance({ hours: 24 * 400 });
    await runJobs(department.runtime);
    expect(await ticketsOf('replaced')).toEqual([]);
  });
});

test('a conditional event looks at data that a task brings', async () => {
  const fork = '<bpmn:parallelGateway id="fork" />';
  const condition =
    '<bpmn:conditionalEventDefinition><bpmn:condition>amount &gt; 10</bpmn:condition></bpmn:conditionalEventDefinition>';
  const waits = `<bpmn:intermediateCatchEvent id="wait">${condition}</bpmn:intermediateCatchEvent>`;
  await deploy(
    department.runtime,
    'watcher',
    `${start}${fork}${work('a')}${waits}${work('b')}${end}${sequence('start', 'fork', 'a', 'end')}${sequence('fork', 'wait', 'b', 'end')}`,
  );
  const id = await begin('watcher', { amount: 1 });
  expect(await openElements(id)).toEqual(['a']);
  await doTask(id, 'a', { amount: 20 });
  expect(await openElements(id)).toEqual(['b']);
  expect(await eventsOf(id, 'condition.met')).toHaveLength(1);
});
