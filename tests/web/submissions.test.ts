import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRow } from '../../src/db/tasks.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { formFields } from '../support/formFields.js';
import type { Fields, HttpPerson } from '../support/httpPerson.js';
import { remoteServiceForms } from '../support/remoteServiceForms.js';
import { personAt, ticketWaitingFor } from '../support/remoteServiceTicket.js';
import { type Statements, watchStatements } from '../support/watchStatements.js';
import { prepareCompletion } from '../support/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let desk: HttpPerson;
let engineer: HttpPerson;
let task: TaskRow;
let number: string;

beforeAll(async () => {
  database = await createTestDatabase('department');
  app = await startTestApp({ db: database.db });
  [desk, engineer] = (await Promise.all(['desk', 'engineer'].map((login) => personAt(app, login)))) as [
    HttpPerson,
    HttpPerson,
  ];
});
beforeEach(async () => {
  ({ number, task } = await ticketWaitingFor(app, 'remote-guidance'));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const guidance = remoteServiceForms['remote-guidance'];

/** Posts as the engineer; the answer's status, where it leads, and what the database was asked. */
async function post(path: string, fields: Fields) {
  let answer = { status: 0, location: null as string | null };
  const asked = await watchStatements(database.db, async () => {
    answer = await engineer.post(path, fields);
  });
  return { ...answer, asked };
}

function expectLoadedOnce(asked: Statements) {
  const tables = ['tasks', 'tickets', 'process_definitions', 'audit_events', 'mails', 'attachments'];
  const reads = Object.fromEntries(tables.map((table) => [table, asked.readsOf(table)]));
  expect(reads).toEqual({
    tasks: 1,
    tickets: 1,
    process_definitions: 0,
    audit_events: 0,
    mails: 0,
    attachments: 0,
  });
}

test('count', async () => {
  const fields = await prepareCompletion(engineer, task.id, guidance);
  const { status, asked } = await post(`/tasks/${task.id}/completion`, fields);
  console.log(status, asked.all.length, asked.all.map((s) => s.slice(0, 130)).join('\n'));
});
