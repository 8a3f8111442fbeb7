import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { personAt, personId, ticketWaitingFor } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';

/** Tables that grow with every ticket: reading one from end to end makes each completion slower than the last. */
const growing = [
  'tickets',
  'tasks',
  'task_candidate_groups',
  'task_exclusions',
  'inbox_entries',
  'form_submissions',
  'form_drafts',
  'register_entries',
  'audit_events',
  'attachments',
  'jobs',
  'mails',
];

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

interface Statement {
  sql: string;
  bindings: readonly unknown[];
}

/** Every reading or changing statement that the work sends to the database, once. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements = new Map<string, Statement>();
  const note = ({ sql, bindings }: { sql: string; bindings?: readonly unknown[] }) => {
    if (/^(select|update|delete)\b/i.test(sql)) statements.set(sql, { sql, bindings: bindings ?? [] });
  };
  database.db.on('query', note);
  await work();
  database.db.removeListener('query', note);
  return [...statements.values()];
}

/** The statement, if SQLite means to read a growing table without any index. */
async function scanOf({ sql, bindings }: Statement): Promise<string[]> {
  const plan: { detail: string }[] = await database.db.raw(`explain query plan ${sql}`, bindings as string[]);
  const scans = plan.filter(({ detail }) => {
    const table = /^SCAN (\w+)$/.exec(detail)?.[1];
    return table !== undefined && growing.includes(table);
  });
  return scans.map(({ detail }) => `${detail}: ${sql}`);
}

describe.runIf(inject('databaseSource').kind === 'sqlite')('however many tickets there are', () => {
  test('working on a ticket and the daily pages scan no whole table', async () => {
    const statements = await statementsOf(async () => {
      const { number, task } = await ticketWaitingFor(app, 'customer-confirmation');
      app.clock.advance({ hours: 25 });
      await app.runJobs();
      const [desk, engineer] = [await personAt(app, 'desk'), await personAt(app, 'engineer')];
      await desk.get(`/tasks/${task.id}`);
      for (const path of [
        '/tasks',
        '/tasks?view=available',
        '/tasks?view=available&due=overdue&sort=urgency',
        '/tasks?view=available&process=remote-service&category=A&urgency=2&due=today&sort=customer',
        '/tasks?sort=newest&after=1|2026-11-23T01:00:00.000Z|1',
        '/tasks?sort=process&after=1|remote-service|9999|1',
        '/tasks?view=started',
        '/tasks?view=started&process=remote-service',
        '/tasks?view=done&category=A',
        '/tasks?view=drafts',
        '/tasks?view=done',
        `/tickets/${number}`,
        `/tickets/${number}/history`,
        `/tickets/${number}/history?kind=data&element=remoteGuidance&actor=1&family=on`,
        `/tickets/${number}/playback`,
        '/tickets',
      ]) {
        await desk.get(path);
        await engineer.get(path);
      }
      const clerk = await personAt(app, 'clerk');
      const engineerId = await personId(database.db, 'engineer');
      for (const path of ['/board', '/board?day=2026-11-24', `/reassignments/new?from=${engineerId}`])
        expect((await clerk.get(path)).status).toBe(200);
      const hr = await personAt(app, 'hr');
      await hr.get(`/directory/persons/${await personId(database.db, 'engineer')}/departure`);
    });
    expect(statements.length).toBeGreaterThan(30);
    expect((await Promise.all(statements.map(scanOf))).flat()).toEqual([]);
  });

  test('a statement that scans one is found', async () => {
    expect(await scanOf({ sql: 'select * from tickets where title = ?', bindings: ['x'] })).toHaveLength(1);
    expect(await scanOf({ sql: 'select * from tickets where id = ?', bindings: [1] })).toEqual([]);
  });
});
