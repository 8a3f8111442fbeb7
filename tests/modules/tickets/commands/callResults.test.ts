import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import type { Variables } from '../../../../src/bpmn/types.js';
import { deployDefinition } from '../../../../src/modules/processes/steps/deployDefinition.js';
import { selectLatestDefinition } from '../../../../src/modules/processes/store/processDefinitions.js';
import { advanceTicket } from '../../../../src/modules/tickets/commands/advanceTicket.js';
import { changesOf } from '../../../../src/modules/tickets/model/variableChanges.js';
import { openTicket } from '../../../../src/modules/tickets/steps/openTicket.js';
import { selectTicket, selectTicketForUpdate } from '../../../../src/modules/tickets/store/tickets.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { definitions } from '../../../bpmn/support/bpmnXml.js';
import { exclusive, flow, task } from '../../../bpmn/support/diagrams.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

const day = { title: '完成日期', type: 'string', format: 'date' };
const moment = { title: '约定时间', type: 'string', format: 'date-time' };
const row = { type: 'object', additionalProperties: false, properties: { on: day } };
const inspection = {
  doneOn: day,
  agreedAt: moment,
  fee: { title: '费用', type: 'number' },
  passed: { title: '合格', type: 'boolean' },
  inspector: { title: '检验人', type: 'integer' },
  visits: { title: '上门', type: 'array', maxItems: 9, items: row },
};
const formOf = (key: string, properties: object) => ({
  title: key,
  text: JSON.stringify({ $id: key, title: key, type: 'object', additionalProperties: false, properties }),
});
const forms = new Map([
  ['inspection', formOf('inspection', inspection)],
  ['note', formOf('note', { note: { title: '说明', type: 'string', maxLength: 20 } })],
]);
/** The date is a text in this version of the form. */
const looseForms = new Map([
  ...forms,
  [
    'inspection',
    formOf('inspection', { ...inspection, doneOn: { title: '完成', type: 'string', maxLength: 9 } }),
  ],
]);

let database: TestDatabase;
let department: Department;
beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());
beforeEach(() => deploy('inner', inner));

const work = (id: string, form: string, attributes = '') =>
  task(id, attributes)
    .replace('"form"', `"${form}"`)
    .replace(
      'camunda:candidateGroups="group"',
      attributes.includes('assignee') ? '' : 'camunda:candidateGroups="service-clerk"',
    );
const call = (
  id: string,
  key: string,
  mappings: Record<string, string>,
  handedIn: Record<string, string> = {},
) => {
  const out = Object.entries(mappings).map(
    ([target, text]) => `<camunda:out sourceExpression="${text}" target="${target}" />`,
  );
  const into = Object.entries(handedIn).map(
    ([target, text]) => `<camunda:in sourceExpression="${text}" target="${target}" />`,
  );
  return `<bpmn:callActivity id="${id}" name="调用" calledElement="${key}"><bpmn:extensionElements>${into.join('')}${out.join('')}</bpmn:extensionElements></bpmn:callActivity>`;
};
const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index]!, id))
    .join('');
const [start, end] = ['<bpmn:startEvent id="start" />', '<bpmn:endEvent id="end" />'];

const inner = start + work('inspect', 'inspection') + end + chain('start', 'inspect', 'end');
const names = ['doneOn', 'agreedAt', 'fee', 'passed', 'inspector', 'visits'];
/** Neither of its own forms knows anything of what it brings home. */
const middle =
  start +
  call('ask', 'inner', Object.fromEntries(names.map((name) => [`${name}There`, name]))) +
  work('read', 'note') +
  end +
  chain('start', 'ask', 'read', 'end');

async function deploy(key: string, content: string, with_ = forms): Promise<void> {
  const xml = definitions(
    `<bpmn:process id="${key}" name="流程${key}" isExecutable="true">${content}</bpmn:process>`,
  );
  const checked = await checkDefinition(xml, {
    formKeys: new Set(with_.keys()),
    groups: new Set(['service-clerk']),
    topics: new Set(),
    processKeys: new Set(['inner', 'middle']),
    taskActions: new Set(),
    rules: new Set(),
  });
  expect(checked.problems).toEqual([]);
  const input = { source: key, xml, checked, forms: with_ };
  await runCommand(department.runtime, systemActor, deployDefinition, input);
}

const run = <Output>(command: Parameters<typeof runCommand<null, Output>>[2]) =>
  runCommand(department.runtime, systemActor, command, null);

async function begin(key: string): Promise<number> {
  return run(async (context) => {
    const { id } = await selectLatestDefinition(context.tx, key);
    const definition = await context.definitions.load(context.tx, id);
    const ticket = await openTicket(context, definition, {
      variables: {},
      initiatorId: null,
      requestKey: null,
      parent: null,
    });
    const cause = { type: 'ticket.started', elementId: 'start', executionId: null, data: {} };
    await advanceTicket(context, ticket, { type: 'start', variables: {} }, cause);
    return ticket.id;
  });
}

type OpenTask = { id: number; elementId: string; executionId: string; dueAt: string; assigneeId: number };
const openTasks = async (ticketId: number): Promise<OpenTask[]> =>
  database.db('tasks').where({ ticketId }).whereNotIn('status', ['completed', 'cancelled']).orderBy('id');
const open = async (ticketId: number) => (await openTasks(ticketId)).map(({ elementId }) => elementId);
const childOf = async (parentId: number): Promise<number> =>
  (await database.db('tickets').where({ parentId }).orderBy('id', 'desc').first('id')).id;

async function complete(ticketId: number, elementId: string, data: Variables = {}): Promise<void> {
  const { id, executionId } = (await openTasks(ticketId)).find((one) => one.elementId === elementId)!;
  await run(async (context) => {
    const ticket = await selectTicketForUpdate(context.tx, ticketId);
    const before = ticket.variables;
    ticket.variables = { ...before, ...data };
    const command = { type: 'completeTask', executionId, variables: ticket.variables } as const;
    const change = { status: 'completed', completedAt: context.now.toISOString() } as const;
    const changes = { changes: changesOf(before, ticket.variables) };
    const cause = { type: 'task.completed', elementId, executionId, data: changes };
    await advanceTicket(context, ticket, command, cause, { tasks: [{ id, change }] });
  });
}

const found = async () => ({
  doneOn: '2026-12-05',
  agreedAt: '2026-12-05T02:00:00.000Z',
  fee: 0.1,
  passed: true,
  inspector: (await department.person('engineer')).id,
  visits: [{ on: '2026-12-07' }, { on: '2026-12-09' }],
});

const direct = Object.fromEntries(names.map((name) => [`${name}There`, name]));
const onwards = Object.fromEntries(names.map((name) => [`${name}There`, `${name}There`]));
const wayOn = (body: string) =>
  exclusive('gate', 'wrong') +
  work('wrong', 'note') +
  flow('gate', 'wrong') +
  chain('wrong', 'end') +
  end +
  body;
const condition = [
  'doneOnThere + duration("P1D") = date("2026-12-06")',
  'doneOnThere &lt; today() + duration("P60D")',
  'agreedAtThere > now()',
  'agreedAtThere.hour = 10',
  'feeThere * 3 = 0.3',
  'passedThere',
  'visitsThere[on > date("2026-12-08")][1].on.day = 9',
].join(' and ');

/** What comes behind the call: a condition, a due date and a person, a loop over a table, and what the next call gets. */
const behind = (from: string) =>
  wayOn(
    `${flow('gate', 'after', condition)}${work('after', 'note', 'camunda:assignee="${inspectorThere}" camunda:dueDate="${doneOnThere + duration(&quot;P2D&quot;)}"')}` +
      `<bpmn:userTask id="visit" name="上门" camunda:formKey="note" camunda:candidateGroups="service-clerk" camunda:dueDate="\${visit.on + duration(&quot;P1D&quot;)}"><bpmn:multiInstanceLoopCharacteristics camunda:collection="\${visitsThere}" camunda:elementVariable="visit" /></bpmn:userTask>` +
      call(
        'next',
        'inner',
        { again: 'doneOn', kept: 'given' },
        { doneOn: 'doneOnThere + duration(&quot;P7D&quot;)', given: 'agreedAtThere' },
      ) +
      exclusive('last', 'wrong') +
      flow('last', 'wrong') +
      work('good', 'note') +
      flow('last', 'good', 'again - doneOnThere = duration("P7D") and kept = agreedAtThere') +
      chain(from, 'gate') +
      chain('after', 'visit', 'next', 'last') +
      chain('good', 'end'),
  );

const levels = {
  one: start + call('ask', 'inner', direct) + behind('ask') + chain('start', 'ask'),
  two: start + call('ask', 'middle', onwards) + behind('ask') + chain('start', 'ask'),
};

async function inspected(caller: number, level: keyof typeof levels, data: Variables): Promise<void> {
  const child = await childOf(caller);
  const lowest = level === 'one' ? child : await childOf(child);
  await complete(lowest, 'inspect', data);
  if (level === 'two') await complete(child, 'read');
}

async function goToTheEnd(caller: number): Promise<void> {
  expect(await openTasks(caller)).toMatchObject([
    {
      elementId: 'after',
      assigneeId: (await department.person('engineer')).id,
      dueAt: '2026-12-06T16:00:00.000Z',
    },
  ]);
  await complete(caller, 'after');
  const dueAts = (await openTasks(caller)).map(({ dueAt }) => dueAt);
  expect(dueAts).toEqual(['2026-12-07T16:00:00.000Z', '2026-12-09T16:00:00.000Z']);
  for (const { elementId } of await openTasks(caller)) await complete(caller, elementId);
  const next = await childOf(caller);
  expect((await selectTicket(database.db, next)).variables).toMatchObject({ doneOn: '2026-12-12' });
  await complete(next, 'inspect');
  expect(await open(caller)).toEqual(['good']);
}

test.each(['one', 'two'] as const)(
  'through calls, level %s: results have the types of the forms they come from',
  async (level) => {
    await deploy('middle', middle);
    await deploy(level, levels[level]);
    const caller = await begin(level);
    await inspected(caller, level, await found());
    await goToTheEnd(caller);
    const { variables } = await selectTicket(database.db, caller);
    // What only passed through is stored as it was.
    expect(variables).toMatchObject({ doneOnThere: '2026-12-05', agreedAtThere: '2026-12-05T02:00:00.000Z' });
    expect(await replayDifferences(department.runtime)).toEqual([]);
  },
);

test('a later version of the called process changes nothing for the caller: what does not fit stops it with the reason', async () => {
  await deploy('middle', middle);
  await deploy('one', levels.one);
  const underWay = await begin('one');
  await deploy('inner', inner, looseForms);
  await inspected(underWay, 'one', await found());
  await goToTheEnd(underWay);
  const fitting = await begin('one');
  await inspected(fitting, 'one', await found());
  await goToTheEnd(fitting);
  const other = await begin('one');
  await expect(inspected(other, 'one', { ...(await found()), doneOn: '下周' })).rejects.toThrow(/gate|下周/);
  expect(await replayDifferences(department.runtime)).toEqual([]);
});

test('a caller that is published after it knows the new type', async () => {
  await deploy('inner', inner, looseForms);
  const asText = 'doneOnThere = "下周"';
  await deploy(
    'text',
    start +
      call('ask', 'inner', direct) +
      wayOn(
        flow('gate', 'good', asText) +
          work('good', 'note') +
          chain('good', 'end') +
          chain('start', 'ask', 'gate'),
      ),
  );
  const caller = await begin('text');
  await inspected(caller, 'one', { doneOn: '下周' });
  expect(await open(caller)).toEqual(['good']);
});
