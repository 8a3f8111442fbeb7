import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import { selectJob } from '../../../../src/jobs/store/jobs.js';
import { deployDefinition } from '../../../../src/modules/processes/steps/deployDefinition.js';
import { selectLatestDefinition } from '../../../../src/modules/processes/store/processDefinitions.js';
import { advanceTicket } from '../../../../src/modules/tickets/commands/advanceTicket.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import { runServiceJob } from '../../../../src/modules/tickets/jobs/runService.js';
import { changesOf } from '../../../../src/modules/tickets/model/variableChanges.js';
import { openTicket } from '../../../../src/modules/tickets/steps/openTicket.js';
import {
  selectTicket,
  selectTicketForUpdate,
  type TicketRow,
} from '../../../../src/modules/tickets/store/tickets.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { EngineError, ServiceError } from '../../../../src/platform/errors.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { definitions } from '../../../bpmn/support/bpmnXml.js';
import { boundary, exclusive, flow, task } from '../../../bpmn/support/diagrams.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;

const error = '<bpmn:errorEventDefinition errorRef="failure" />';
const anyError = '<bpmn:errorEventDefinition />';
const escalation = '<bpmn:escalationEventDefinition escalationRef="concern" />';
const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');
const end = (id: string, event = '') => `<bpmn:endEvent id="${id}">${event}</bpmn:endEvent>`;
const work = (id: string) => task(id).replace('"group"', '"service-clerk"');
const form = {
  title: '办理',
  text: JSON.stringify({
    $id: 'form',
    title: '办理',
    type: 'object',
    additionalProperties: false,
    properties: { outcome: { title: '结果', type: 'string', maxLength: 20 } },
  }),
};

/** work -> failed | (escalation -> more -> done) | done */
const called = [
  '<bpmn:startEvent id="start" />',
  work('work'),
  exclusive('x', 'done'),
  end('failed', error),
  `<bpmn:intermediateThrowEvent id="ask">${escalation}</bpmn:intermediateThrowEvent>`,
  work('more'),
  end('done'),
  chain('start', 'work', 'x', 'done'),
  flow('x', 'failed', 'outcome = "bad"'),
  flow('x', 'ask', 'outcome = "ask"'),
  chain('ask', 'more', 'done'),
].join('');

const calling = [
  '<bpmn:startEvent id="start" />',
  '<bpmn:callActivity id="call" name="调用" calledElement="called" />',
  boundary('onFailure', 'call', true, error),
  boundary('onOther', 'call', true, anyError),
  boundary('onConcern', 'call', false, escalation),
  ...['after', 'apologise', 'again', 'inform'].map(work),
  end('end'),
  chain('start', 'call', 'after', 'end'),
  chain('onFailure', 'apologise', 'end'),
  chain('onOther', 'again', 'end'),
  chain('onConcern', 'inform', 'end'),
].join('');

const serving = [
  '<bpmn:startEvent id="start" />',
  '<bpmn:serviceTask id="service" name="登记" camunda:type="external" camunda:topic="registerInstallation" />',
  boundary('onFailure', 'service', true, error),
  work('after'),
  work('repair'),
  end('end'),
  chain('start', 'service', 'after', 'end'),
  chain('onFailure', 'repair', 'end'),
].join('');

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  await deploy('called', called);
  await deploy('calling', calling);
  await deploy('serving', serving);
});
afterAll(() => database.destroy());

async function deploy(key: string, content: string): Promise<void> {
  const xml = definitions(
    `<bpmn:process id="${key}" name="流程${key}" isExecutable="true">${content}</bpmn:process>`,
  );
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['form']),
    groups: new Set(['service-clerk']),
    topics: new Set(['registerInstallation']),
    processKeys: new Set(['called']),
    taskActions: new Set(),
    rules: new Set(),
  });
  const forms = new Map([['form', form]]);
  await runCommand(department.runtime, systemActor, deployDefinition, { source: key, xml, checked, forms });
}

const run = <Output>(command: Parameters<typeof runCommand<null, Output>>[2]) =>
  runCommand(department.runtime, systemActor, command, null);

async function start(key: string): Promise<TicketRow> {
  return run(async (context) => {
    const { id } = await selectLatestDefinition(context.tx, key);
    const definition = await context.definitions.load(context.tx, id);
    const open = { variables: {}, initiatorId: null, requestKey: null, parent: null };
    const ticket = await openTicket(context, definition, open);
    const cause = { type: 'ticket.started', elementId: 'start', executionId: null, data: {} };
    await advanceTicket(context, ticket, { type: 'start', variables: {} }, cause);
    return ticket;
  });
}

const openTasks = async (
  ticketId: number,
): Promise<{ id: number; elementId: string; executionId: string }[]> =>
  database
    .db('tasks')
    .where({ ticketId })
    .whereNotIn('status', ['completed', 'cancelled'])
    .orderBy('elementId');
const open = async (ticketId: number) => (await openTasks(ticketId)).map(({ elementId }) => elementId);
const childOf = async ({ id }: TicketRow): Promise<TicketRow> => {
  const row = await database.db('tickets').where({ parentId: id }).orderBy('id', 'desc').first('id');
  return selectTicket(database.db, row.id);
};

/** Completes the open task of an element with this outcome. */
async function complete(ticketId: number, elementId: string, outcome: string): Promise<void> {
  const { id, executionId } = (await openTasks(ticketId)).find((one) => one.elementId === elementId)!;
  await run(async (context) => {
    const ticket = await selectTicketForUpdate(context.tx, ticketId);
    const before = ticket.variables;
    ticket.variables = { ...before, outcome };
    const data = { changes: changesOf(before, ticket.variables) };
    const command = { type: 'completeTask', executionId, variables: ticket.variables } as const;
    const change = { status: 'completed', completedAt: context.now.toISOString() } as const;
    const cause = { type: 'task.completed', elementId, executionId, data };
    await advanceTicket(context, ticket, command, cause, { tasks: [{ id, change }] });
  });
}

describe('an error or escalation of a called ticket', () => {
  test('an error end is caught by its code on the call that waits', async () => {
    const parent = await start('calling');
    const child = await childOf(parent);
    await complete(child.id, 'work', 'bad');
    expect(await open(parent.id)).toEqual(['apologise']);
    expect(await selectTicket(database.db, child.id)).toMatchObject({
      status: 'ended',
      endElementId: 'failed',
    });
  });

  test('a cancelled one is an error that a boundary for any error catches', async () => {
    const parent = await start('calling');
    const { number } = await childOf(parent);
    await department.as('manager', cancelTicket, { number, reason: '客户取消', children: 'cancel' });
    expect(await open(parent.id)).toEqual(['again']);
  });

  test('an escalation brings up a task beside, and the called ticket goes on', async () => {
    const parent = await start('calling');
    const child = await childOf(parent);
    await complete(child.id, 'work', 'ask');
    expect(await open(parent.id)).toEqual(['inform']);
    expect(await open(child.id)).toEqual(['more']);
    await complete(child.id, 'more', 'ask');
    expect(await open(parent.id)).toEqual(['after', 'inform']);
  });

  test('an error that nobody catches refuses the submission and changes nothing', async () => {
    const ticket = await start('called');
    const refusal = complete(ticket.id, 'work', 'bad');
    await expect(refusal).rejects.toThrow(EngineError);
    await expect(refusal).rejects.toThrow('没有环节接收错误「失败」');
    expect(await open(ticket.id)).toEqual(['work']);
  });
});

describe('an error of a service', () => {
  const perform = async (ticket: TicketRow, thrown: Error): Promise<void> => {
    const { id } = await database.db('jobs').where({ ticketId: ticket.id, kind: 'runService' }).first('id');
    const service = async () => {
      throw thrown;
    };
    const handle = runServiceJob(department.runtime, new Map([['registerInstallation', service]]));
    await handle(await selectJob(database.db, id), {
      stopping: new AbortController().signal,
      reportAlive() {},
    });
  };

  test('is caught by its code, and the job is done', async () => {
    const ticket = await start('serving');
    await perform(ticket, new ServiceError('FAILED', '序列号不存在'));
    expect(await open(ticket.id)).toEqual(['repair']);
    expect(await database.db('jobs').where({ ticketId: ticket.id, kind: 'runService' })).toMatchObject([
      { status: 'done' },
    ]);
  });

  test('with a code that nobody catches is an error of the job', async () => {
    const ticket = await start('serving');
    await expect(perform(ticket, new ServiceError('OTHER', '别的'))).rejects.toThrow(
      '没有环节接收错误「OTHER」',
    );
    await expect(perform(ticket, new Error('网络不通'))).rejects.toThrow('网络不通');
  });
});

test('all of it is recomputed without a difference', async () => {
  expect(await replayDifferences(department.runtime)).toEqual([]);
});
