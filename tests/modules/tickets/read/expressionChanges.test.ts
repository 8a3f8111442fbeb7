import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { evaluate } from '@bpmn-io/feelin';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { formerAnswer } from '../../../../src/bpmn/changes/changedDateComparisons.js';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import { compile } from '../../../../src/bpmn/feel/index.js';
import { deployDefinition } from '../../../../src/modules/processes/steps/deployDefinition.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import {
  changeText,
  selectExpressionChanges,
} from '../../../../src/modules/tickets/read/expressionChanges.js';
import { serviceDescriptions } from '../../../../src/modules/tickets/services/descriptions.js';
import { selectOpenTasks, selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { definitions } from '../../../bpmn/support/bpmnXml.js';
import { exclusive, flow } from '../../../bpmn/support/diagrams.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;
beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

const changes = () =>
  selectExpressionChanges({
    db: database.db,
    definitions: department.runtime.definitions,
    settings: department.runtime.settings,
    now: department.clock.now(),
    results: new Map(serviceDescriptions.map(({ id, results }) => [id, results])),
  });

const form = {
  $id: 'loan',
  title: '借用单',
  type: 'object',
  additionalProperties: false,
  properties: {
    backOn: { title: '归还日期', type: 'string', format: 'date' },
    serial: { title: '编号', type: 'string', maxLength: 20 },
    amount: { title: '金额', type: 'number' },
    kind: { title: '类别', type: 'string', oneOf: [{ const: 'A', title: '收费' }] },
  },
};

/** start -> work -> a gateway that asks these conditions in turn. */
async function deployLoan(conditions: readonly string[]): Promise<void> {
  const ways = conditions.map(
    (condition, index) => `<bpmn:endEvent id="way${index}" />${flow('gate', `way${index}`, condition)}`,
  );
  const xml = definitions(`<bpmn:process id="loan" name="借用" isExecutable="true">
    <bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-clerk" /></camunda:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start" camunda:formKey="loan" />
    <bpmn:userTask id="work" name="借出" camunda:formKey="loan" camunda:candidateGroups="service-clerk" />
    ${exclusive('gate', 'end')}<bpmn:endEvent id="end" />${ways.join('')}
    ${flow('start', 'work')}${flow('work', 'gate')}${flow('gate', 'end')}</bpmn:process>`);
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['loan']),
    groups: new Set(['service-clerk']),
    topics: new Set<string>(),
    processKeys: new Set<string>(),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  expect(checked.problems).toEqual([]);
  const forms = new Map([['loan', { title: '借用单', text: JSON.stringify(form) }]]);
  await runCommand(department.runtime, systemActor, deployDefinition, {
    source: 'loan',
    xml,
    checked,
    forms,
  });
}

async function borrow(data: Record<string, unknown>): Promise<string> {
  const { number } = await department.as('clerk', startTicket, {
    processKey: 'loan',
    data,
    requestKey: crypto.randomUUID(),
  });
  return number;
}

test('tickets of the delivered processes go on as before', async () => {
  await startRequest(department);
  expect(await changes()).toEqual({ changes: [], versions: 1, tickets: 1 });
});

test('each expression that answers otherwise is told with its reason and the tickets that it concerns', async () => {
  const conditions = [
    'backOn &lt; date(now)',
    'serial > 5',
    'amount > 1000',
    'kind = "B"',
    'colour = "red"',
    'backOn &lt; "2026-11-01"',
  ];
  await deployLoan(conditions);
  const late = await borrow({ backOn: '2026-11-20', serial: '7', amount: 5, kind: 'A' });
  const early = await borrow({ backOn: '2026-12-20', serial: '00123', amount: 5, kind: 'A' });
  const unfilled = await borrow({ amount: 5 });
  const found = (await changes()).changes;
  const told = new Map(found.map((change) => [change.text, change]));
  expect(found.map(({ elementId, text }) => [elementId, text])).toEqual([
    ['gate_way0', 'backOn < date(now)'],
    ['gate_way1', 'serial > 5'],
    ['gate_way1', 'serial > 5'],
    ['gate_way1', 'serial > 5'],
    ['gate_way4', 'colour = "red"'],
    ['gate_way5', 'backOn < "2026-11-01"'],
  ]);
  expect(told.get('backOn < date(now)')?.tickets).toEqual([late, unfilled]);
  const serial = found.filter(({ text }) => text === 'serial > 5');
  expect(serial.flatMap(({ tickets }) => tickets).sort()).toEqual([late, early, unfilled].sort());
  expect(told.get('colour = "red"')?.tickets).toEqual([late, early, unfilled]);
  const text = changeText(told.get('backOn < date(now)')!);
  expect(text).toContain('借用 第 1 版 gate_way0 的条件：backOn < date(now)');
  expect(text).toContain('以前把表单的日期当作文本，总是“否”；现在按日期和时间比较');
  expect(text).toContain(`工单：${late}、${unfilled}`);
});

test('results of calls are asked too: of tickets that wait for a called one by its data, of the others by its forms', async () => {
  const forms = new Map([['loan', { title: '借用单', text: JSON.stringify(form) }]]);
  const known = {
    formKeys: new Set(['loan']),
    groups: new Set(['service-clerk']),
    topics: new Set<string>(),
    processKeys: new Set(['lent']),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  };
  const force = async (key: string, content: string) => {
    const xml = definitions(`<bpmn:process id="${key}" name="流程 ${key}" isExecutable="true">
      <bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-clerk" /></camunda:properties></bpmn:extensionElements>
      <bpmn:startEvent id="start" camunda:formKey="loan" />
      <bpmn:userTask id="work" name="办理" camunda:formKey="loan" camunda:candidateGroups="service-clerk" />
      <bpmn:endEvent id="end" />${flow('start', 'work')}${content}</bpmn:process>`);
    const checked = await checkDefinition(xml, known);
    expect(checked.problems).toEqual([]);
    await runCommand(department.runtime, systemActor, deployDefinition, { source: key, xml, checked, forms });
  };
  const call = (id: string, text: string) =>
    `<bpmn:callActivity id="${id}" name="转借" calledElement="lent"><bpmn:extensionElements><camunda:in source="backOn" target="backOn" /><camunda:out sourceExpression="${text}" target="result" /></bpmn:extensionElements></bpmn:callActivity>`;
  await force('lent', flow('work', 'end'));
  await force(
    'waits',
    `${call('call', 'backOn &lt; date(now)')}${flow('work', 'call')}${flow('call', 'end')}`,
  );
  await force('comes', `${call('call', 'serial > 5')}${flow('work', 'call')}${flow('call', 'end')}`);
  const start = (processKey: string, data: Record<string, unknown>) =>
    department.as('clerk', startTicket, { processKey, data, requestKey: crypto.randomUUID() });
  const waits = await start('waits', { backOn: '2026-11-20' });
  const coming = await start('comes', { serial: '7' });
  const { id } = await database.db('tickets').where({ number: waits.number }).first('id');
  const [task] = await selectOpenTasks(database.db, id);
  await department.as('clerk', claimTask, { taskId: task!.id });
  const { revision } = await selectTask(database.db, task!.id);
  await department.as('clerk', completeTask, { taskId: task!.id, data: { backOn: '2026-11-20' }, revision });
  const child = await database.db('tickets').where({ parentId: id }).first('number');
  const found = (await changes()).changes.filter(({ processName }) => processName.startsWith('流程 '));
  expect(found).toMatchObject([
    { processName: '流程 lent', purpose: '上级流程取回的数据项「result」', tickets: [child.number] },
    {
      processName: '流程 comes',
      elementId: 'call',
      purpose: '取回的数据项「result」',
      tickets: [coming.number],
    },
  ]);
});

test('npm run feel:changes tells the same on the command line, and that it is not well', async () => {
  const found = await changes();
  const program = join(import.meta.dirname, '../../../../src/app/programs/feelChangesMain.ts');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'serviceflow-changes-'));
  // Vitest sets variables of its own, such as BASE_URL.
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    DATA_DIR: dataDirectory,
    TIME_ZONE: 'Asia/Shanghai',
  };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', program], { env });
  const { code, stdout, stderr } = await run.then(
    (printed) => ({ code: 0, ...printed }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  await rm(dataDirectory, { recursive: true });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  for (const { text } of found.changes) expect(stdout).toContain(text);
  expect(stdout).toContain(`已检查 ${found.versions} 个流程版本和其中 ${found.tickets} 张在办工单的表达式`);
  expect(stdout).toContain(`✗ ${found.changes.length} 处的结果会与以前不同`);
});

it.each(['<', '<=', '>', '>=', '=', '!='])(
  'a date that is a text %s a date was answered so by feelin',
  (sign) => {
    const text = `backOn ${sign} date("2026-11-23")`;
    const { tree } = compile(text);
    if (tree.kind !== 'comparison') throw new Error('no comparison');
    for (const backOn of ['2026-11-20', '2026-12-20']) {
      expect(evaluate(text, { backOn, now: DateTime.now() }).value).toBe(formerAnswer(tree));
    }
  },
);
