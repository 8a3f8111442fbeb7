import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../support/http/httpPerson.js';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** Every query on the table fails inside, as when the database is away. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  await database.db.schema.renameTable(table, `${table}_away`);
  try {
    await work();
  } finally {
    await database.db.schema.renameTable(`${table}_away`, table);
  }
}

// vitest fails the run on any unhandled rejection: one of those would have ended the process.
test.each(['sessions', 'inbox_entries', 'persons'])(
  'a failing database (%s) fails the request, not the application',
  async (table) => {
    const person = await personAt(app, 'desk');
    await without(table, async () => {
      const page = await person.get('/tasks');
      expect(page.status).toBe(500);
      expect(page.text).toMatch(/系统出错了.*E-[0-9A-F]{8}/s);
      expect(page.text).not.toMatch(/no such table|does not exist|select/i);
    });
    expect((await person.get('/tasks')).status).toBe(200);
  },
);

test('a browser that leaves during a download is not logged as a failure', async () => {
  const engineer = await personAt(app, 'engineer');
  const path = await uploadDrawing(engineer, 8_000_000);
  const answer = await new Promise<IncomingMessage>((resolve) =>
    request(app.url + path, { headers: { cookie: engineer.cookies } }, resolve).end(),
  );
  expect(answer.statusCode).toBe(200);
  const failuresBefore = failures();
  answer.destroy();
  const left = () => app.log.filter(({ msg }) => msg === 'the browser left before the answer was complete');
  await expect.poll(() => left().length).toBe(1);
  expect(failures()).toBe(failuresBefore);
});

const failures = () => app.log.filter(({ level }) => Number(level) >= 50).length;

/** A PDF of that many bytes: more than the buffers of a connection hold. */
async function uploadDrawing(person: HttpPerson, bytes: number): Promise<string> {
  const token = csrfTokenOf((await person.get('/account')).text);
  const body = new FormData();
  body.append('_csrf', token);
  body.append('file', new Blob(['%PDF-1.4\n', new Uint8Array(bytes), '\n%%EOF\n']), '图纸.pdf');
  const headers = { 'x-csrf-token': token, accept: 'application/json' };
  const answer = await person.send('/attachments', { method: 'POST', body, headers });
  expect(answer.status, answer.text).toBe(201);
  return `/attachments/${JSON.parse(answer.text).id}`;
}
