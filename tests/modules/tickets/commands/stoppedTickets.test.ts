import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retryJob } from '../../../../src/jobs/commands/retryJob.js';
import { runDueJob } from '../../../../src/jobs/worker/runDueJob.js';
import {
  countStoppedForOwner,
  selectStoppedTickets,
} from '../../../../src/modules/processes/read/stoppedTickets.js';
import { replaceProcessOwners } from '../../../../src/modules/processes/store/processOwners.js';
import { stoppedTicketItem } from '../../../../src/modules/processes/web/presenters/stoppedTickets.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { returnTask } from '../../../../src/modules/tasks/commands/returnTask.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { fireTimerJob } from '../../../../src/modules/tickets/jobs/fireTimer.js';
import { selectOpenTasks, selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { EngineError } from '../../../../src/platform/errors.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';
import { deployStopping, type Stop, stops } from './support/stoppingProcess.js';

let database: TestDatabase;
let department: Department;
let ids: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  ids = await personIds(database.db);
  await deployStopping(department.runtime, 'child');
  await deployStopping(department.runtime, 'start');
  for (const name of Object.keys(stops)) {
    await deployStopping(department.runtime, name as Stop);
    await replaceProcessOwners(database.db, `stopping-${name}`, [ids.owner!]);
  }
});
afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

type Data = Record<string, unknown>;

async function begin(name: string, data: Data = {}): Promise<{ id: number; number: string }> {
  const requestKey = `stop-${name}-${Math.random()}`;
  const { number } = await department.as('clerk', startTicket, {
    processKey: `stopping-${name}`,
    data,
    requestKey,
  });
  return database.db('tickets').where({ number }).first('id', 'number');
}

async function submit(ticketId: number, data: Data = {}): Promise<void> {
  const [task] = await selectOpenTasks(database.db, ticketId);
  if (task!.status === 'ready') await department.as('clerk', claimTask, { taskId: task!.id });
  const { id: taskId, revision } = await selectTask(database.db, task!.id);
  await department.as('clerk', completeTask, { taskId, data, revision });
}

/** What the owner reads on the page of the process. */
async function shown(name: string) {
  const stopped = await selectStoppedTickets(database.db, `stopping-${name}`);
  return Promise.all(
    stopped.map(async (one) => {
      const definition = await department.runtime.definitions.load(database.db, one.definitionId);
      const moment = { now: department.clock.now(), timeZone: 'Asia/Shanghai' };
      const { ticket, place, met, remedies } = stoppedTicketItem(one, definition, moment);
      return {
        ticket: ticket?.number ?? null,
        place,
        met: met.map(({ text, values }) => [text, ...values]),
        remedies,
      };
    }),
  );
}

/** Log-ins of those who were mailed of it, in the order of their names, and the page that the mail leads to. */
async function told(ticketId: number | null): Promise<string[]> {
  const rows = await database
    .db('mails')
    .where({ ticketId })
    .where('subject', 'like', '【流程停住】%')
    .join('persons', 'persons.id', 'mails.personId')
    .orderBy('persons.login')
    .select('persons.login');
  return rows.map(({ login }: { login: string }) => login);
}

const performer = (what: string) => expect.stringContaining(what);

/** By process: what is submitted, where the ticket stops, at which expression with what values, and what helps. */
const cases: [Exclude<Stop, 'mapping' | 'job'>, Data, string, string[][], string, Data][] = [
  [
    'condition',
    {},
    '金额大吗？ → 结束',
    [['amount > 1000', '金额 没有填写']],
    '补填「金额」后',
    { amount: 5 },
  ],
  [
    'nowhere',
    { way: 'a', amount: 1 },
    '走哪边？',
    [
      ['way = "a" and amount > 5', '走向 = 甲', '金额 = 1'],
      ['way = "b"', '走向 = 甲'],
    ],
    '排除原因后',
    { way: 'b' },
  ],
  [
    'types',
    { way: 'a', amount: 1 },
    '走哪边？ → 结束',
    [['way = "a" and amount > way', '走向 = 甲', '金额 = 1']],
    '排除原因后',
    { way: 'b' },
  ],
  [
    'timer',
    {},
    '等到约定时间',
    [['moment', '约定时间 没有填写']],
    '补填「约定时间」后',
    { moment: '2026-11-24T01:00:00.000Z' },
  ],
  ['assignee', {}, '复核', [['person', '办理人 没有填写']], '补填「办理人」后', {}],
  ['loop', {}, '逐处上门', [['visits', '上门 没有填写']], '补填「上门」后', { visits: [{ place: '济南' }] }],
];

describe('a ticket that can’t go on after a submission', () => {
  test.each(cases)(
    '%s: owner and administrator are told where, why and what helps, once',
    async (name, data, place, met, remedy, mended) => {
      const { id, number } = await begin(name);
      await expect(submit(id, data)).rejects.toThrow(EngineError);
      await expect(submit(id, data), 'a second click').rejects.toThrow(EngineError);
      expect(await shown(name)).toEqual([
        { ticket: number, place, met, remedies: [performer(remedy), performer('仍按第 1 版')] },
      ]);
      expect(await told(id)).toEqual(['admin', 'owner']);
      expect(await countStoppedForOwner(database.db, await department.person('owner'))).toBe(1);
      expect(await countStoppedForOwner(database.db, await department.person('owner2'))).toBe(0);

      await submit(id, name === 'assignee' ? { person: ids.engineer } : mended);
      expect(await shown(name), 'it went on').toEqual([]);
      expect(await countStoppedForOwner(database.db, await department.person('owner'))).toBe(0);
    },
  );

  test('the mail names ticket and place, never what was typed, and leads to the page of the process', async () => {
    const { id, number } = await begin('types');
    await expect(submit(id, { way: 'a', amount: 3.25 })).rejects.toThrow(EngineError);
    const mail = await database.db('mails').where({ ticketId: id, personId: ids.owner }).first();
    expect(mail.subject).toBe(`【流程停住】${number}`);
    expect(mail.body).toContain('流程「停住 types」第 1 版，「走哪边？ → 结束」无法继续');
    expect(mail.body).toContain('http://localhost:3000/processes/stopping-types');
    expect(mail.body).not.toContain('3.25');
    await submit(id, { way: 'b' });
  });

  test('a result of a called process that can’t be worked out stops the caller, at its call', async () => {
    const { id } = await begin('mapping', { amount: 7 });
    await submit(id, { amount: 7 });
    const child = await database.db('tickets').where({ parentId: id }).first('id', 'number');
    await expect(submit(child.id, { amount: 7 })).rejects.toThrow(EngineError);
    expect(await shown('mapping')).toMatchObject([{ place: '下级', met: [['date(amount)', '金额 = 7']] }]);
    expect(await told(id)).toEqual(['admin', 'owner']);
  });

  test('a refused wish is none: going back to where the ticket has not been', async () => {
    const { id } = await begin('condition');
    const [task] = await selectOpenTasks(database.db, id);
    await department.as('clerk', claimTask, { taskId: task!.id });
    const { revision } = await selectTask(database.db, task!.id);
    const wish = { taskId: task!.id, to: 'end', mode: 'again', reason: '试试', revision } as never;
    await expect(department.as('clerk', returnTask, wish)).rejects.toThrow();
    expect(await shown('condition')).toEqual([]);
  });
});

test('what can’t be started stops at its owner too, until it can', async () => {
  await replaceProcessOwners(database.db, 'stopping-start', [ids.owner2!]);
  await expect(begin('start')).rejects.toThrow(EngineError);
  await expect(begin('start')).rejects.toThrow(EngineError);
  expect(await shown('start')).toMatchObject([
    {
      ticket: null,
      place: '金额大吗？ → 结束',
      remedies: [performer('请发起人重新发起'), performer('改正后发布')],
    },
  ]);
  expect(await told(null)).toEqual(['admin', 'owner2']);
  await begin('start', { amount: 2000 });
  expect(await shown('start')).toEqual([]);
});

test('a job at which the ticket stops is told in the same way, and gone when the ticket needs it no longer', async () => {
  const { runtime, clock } = department;
  const handlers = { fireTimer: fireTimerJob(runtime) };
  const runDue = () => runDueJob(runtime, handlers, failJob, pino({ level: 'silent' }));
  const { id, number } = await begin('job');
  clock.advance({ hours: 2 });
  await runDue();
  expect(await shown('job')).toEqual([
    {
      ticket: number,
      place: '金额大吗？ → 结束',
      met: [['amount > 1000', '金额 没有填写']],
      remedies: [performer('由系统管理员在“作业与异常”里重试'), performer('仍按第 1 版')],
    },
  ]);
  expect(await told(id)).toEqual(['admin', 'owner']);
  const job = await database
    .db('jobs')
    .where({ ticketId: id, kind: 'fireTimer', status: 'failed' })
    .first('id');
  await department.as('admin', retryJob, { jobId: job.id });
  await runDue();
  expect(await shown('job'), 'the retry failed as well').toHaveLength(1);
  await submit(id);
  expect(await shown('job'), 'the timer went with its task').toEqual([]);
});
