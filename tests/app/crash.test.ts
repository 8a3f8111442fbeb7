import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/demo/people.js';
import { selectOpenTasks, type TaskRow } from '../../src/modules/tickets/store/tasks.js';
import { type RemoteServiceForm, remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { brokenInvariants } from '../support/databases/invariants.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { HttpPerson } from '../support/http/httpPerson.js';
import { claimByHttp, postCompletion, prepareCompletion, startByHttp } from '../support/http/workByHttp.js';
import { requireBuild } from '../support/run/requireBuild.js';

const crashes = 4;
const ticketsPerRound = 3;

let database: TestDatabase;
let dataDirectory: string;
let running: ApplicationProcess | undefined;
/** Tasks that the application said it had completed: no crash may lose them. */
const acknowledged = new Set<number>();

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase();
  dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-crash-'));
});
afterAll(async () => {
  await running?.kill();
  await database.destroy();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('killed at any moment, the application continues where it was and nothing is half done', async () => {
  for (let crash = 1; crash <= crashes; crash += 1) {
    const application = await start();
    const team = await logEverybodyIn(application);
    const milliseconds = 100 + Math.random() * 2000;
    const killed = new Promise((resolve) => setTimeout(resolve, milliseconds)).then(() => application.kill());
    await Promise.all([killed, workUntilKilled(team)]);
    expect(await brokenInvariants(database.db), `after ${Math.round(milliseconds)} ms`).toEqual([]);
    await expectAcknowledgedKept();
    await makeJobsDue();
  }
  const application = await start();
  await workUntilAllIsDone(application);
  expect(await application.stop()).toBe(0);

  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await database.db('tickets').whereNot({ status: 'ended' }).select('number')).toEqual([]);
  expect(await jobsIn('ready', 'leased', 'failed')).toEqual([]);
  const checkpoints = await database.db('jobs').where({ kind: 'sealCheckpoint', status: 'ready' }).select();
  expect(checkpoints, 'many starts leave one job for the next checkpoint').toHaveLength(1);
  expect(acknowledged.size).toBeGreaterThan(ticketsPerRound);
  await expectOneMailForEachEscalation();
}, 300_000);

async function start(): Promise<ApplicationProcess> {
  running = await startApplicationProcess({ databaseUrl: database.url, dataDirectory });
  return running;
}

const people = { clerk: 'clerk', engineer: 'engineer', desk: 'desk', manager: 'manager' } as const;

type People = Record<keyof typeof people, HttpPerson>;

async function logEverybodyIn({ url }: ApplicationProcess): Promise<People> {
  const entries = Object.entries(people).map(async ([role, login]) => {
    const person = new HttpPerson(url);
    await person.logIn(login, demoPassword);
    return [role, person] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as People;
}

async function workUntilKilled(team: People): Promise<void> {
  try {
    for (let count = 0; count < ticketsPerRound; count += 1) await startByHttp(team.desk);
    for (;;) {
      const tasks = await openTasks();
      if (tasks.length === 0) await startByHttp(team.desk);
      await Promise.all(tasks.map((task) => work(team, task)));
    }
  } catch (error) {
    const lostConnection = error instanceof TypeError && error.message === 'fetch failed';
    const cutOff = error instanceof TypeError && error.message === 'terminated';
    if (!lostConnection && !cutOff) throw error;
  }
}

async function workUntilAllIsDone(application: ApplicationProcess): Promise<void> {
  const team = await logEverybodyIn(application);
  for (;;) {
    const tasks = await openTasks();
    for (const task of tasks) await work(team, task);
    if (tasks.length === 0 && (await jobsIn('ready', 'leased')).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Jobs of tickets: the next checkpoint waits for ever. */
function jobsIn(...statuses: string[]): Promise<{ id: number }[]> {
  return database
    .db('jobs')
    .whereIn('status', statuses)
    .whereNotIn('kind', ['sealCheckpoint', 'removeLeftovers'])
    .select('id');
}

async function openTasks(): Promise<TaskRow[]> {
  const tickets: { id: number }[] = await database.db('tickets').where({ status: 'active' }).select('id');
  return (await Promise.all(tickets.map(({ id }) => selectOpenTasks(database.db, id)))).flat();
}

async function work(team: People, task: TaskRow): Promise<void> {
  const { person, typed } = await assignment(team, task);
  if (task.status === 'ready') await claimByHttp(person, task.id);
  const answer = await postCompletion(person, task.id, await prepareCompletion(person, task.id, typed));
  expect(answer.status, answer.text).toBe(303);
  acknowledged.add(task.id);
}

async function assignment(team: People, task: TaskRow) {
  if (task.formKey === 'answer-overdue') {
    const typed = { overdueMeasure: '已督促', customerContacted: 'false', notContactedReason: '客户下班' };
    return { person: team.manager, typed };
  }
  const typed = remoteServiceForms[task.formKey as RemoteServiceForm];
  if (task.formKey === 'technical-service-task') {
    const { id } = await database.db('persons').where({ login: people.engineer }).first('id');
    return { person: team.clerk, typed: { ...typed, engineer: String(id) } };
  }
  return { person: task.formKey === 'customer-confirmation' ? team.desk : team.engineer, typed };
}

async function expectAcknowledgedKept(): Promise<void> {
  const kept = await database.db('tasks').where({ status: 'completed' }).pluck('id');
  expect([...acknowledged].filter((id) => !kept.includes(id))).toEqual([]);
}

/** Lets the timers fire at the next start, and whatever the dead process had leased be taken again. */
async function makeJobsDue(): Promise<void> {
  const past = '2020-01-01T00:00:00.000Z';
  await database.db('jobs').where({ status: 'ready', kind: 'fireTimer' }).update({ runAt: past });
  await database.db('jobs').where({ status: 'leased' }).update({ leasedUntil: past });
}

async function expectOneMailForEachEscalation(): Promise<void> {
  const escalations = await database.db('tasks').where({ escalation: true }).count({ count: '*' }).first();
  const mails = await database.db('mails').select('status');
  expect(Number(escalations?.count)).toBeGreaterThan(0);
  expect(mails).toHaveLength(Number(escalations?.count));
  expect(mails.every(({ status }) => status === 'stored')).toBe(true);
}
