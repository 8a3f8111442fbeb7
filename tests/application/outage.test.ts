import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { personAt } from '../support/remoteServiceTicket.js';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase('demo');
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
  'a failing database (%s) costs the request, not the application',
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
