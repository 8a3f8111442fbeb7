import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import knex from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/platform/db/connect.js';
import { DatabaseInUse, lockDatabase } from '../../src/platform/db/lockDatabase.js';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { type Answer, csrfTokenOf, type HttpPerson } from '../support/http/httpPerson.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let other: HttpPerson;
let token: string;
/** Another program on the same file. */
let stranger: Knex;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  other = await personAt(app, 'desk');
  token = csrfTokenOf((await owner.get('/drafts/new')).text);
  const filename = database.url.slice('sqlite:'.length);
  stranger = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
});
afterAll(async () => {
  await stranger.destroy();
  await app.stop();
  await database.destroy();
});

const draft = (processKey: string) => ({
  _csrf: token,
  from: 'nothing',
  processKey,
  name: '锁住时新建的流程',
});

/** Posts while the stranger holds the file, and others click all the time until the answer is there. */
async function clickWhileLocked(post: () => Promise<Answer>): Promise<{ answer: Answer; clicks: number[] }> {
  const clicks: number[] = [];
  let answer: Answer | undefined;
  const posting = post().then((one) => {
    answer = one;
  });
  while (!answer) {
    const before = performance.now();
    expect((await other.get('/tasks')).status).toBe(200);
    clicks.push(performance.now() - before);
    await pause(20);
  }
  await posting;
  return { answer, clicks };
}

describe('while another program holds the lock', () => {
  test('a write waits until it is free, and nobody who reads waits', async () => {
    await stranger.raw('begin immediate');
    const freed = pause(1500).then(() => stranger.raw('rollback'));
    const { answer, clicks } = await clickWhileLocked(() => owner.post('/drafts', draft('waits-for-lock')));
    await freed;
    expect(answer.status).toBe(303);
    expect(clicks.length).toBeGreaterThan(1);
  });

  test('a write that waited long enough is refused in words, with what was typed', async () => {
    await stranger.raw('begin immediate');
    try {
      const { answer, clicks } = await clickWhileLocked(() => owner.post('/drafts', draft('never-free')));
      expect(answer.status).toBe(503);
      expect(answer.text).toContain('数据库正被另一个程序占用');
      expect(answer.text).toContain('锁住时新建的流程');
      // A write that waited in the event loop would hold up a click for as long as it waits itself: five seconds.
      expect(Math.max(...clicks)).toBeLessThan(3000);
    } finally {
      await stranger.raw('rollback');
    }
    expect(app.log.some(({ msg }) => msg === 'the request was refused')).toBe(true);
    expect((await owner.post('/drafts', draft('never-free'))).status).toBe(303);
  });
});

test('a statement outside of a transaction waits too', async () => {
  await stranger.raw('begin immediate');
  const freed = pause(300).then(() => stranger.raw('rollback'));
  await database.db('settings').where({ key: 'none' }).delete();
  await freed;
});

test('one application serves from a file, until it ends', async () => {
  const lock = lockDatabase(database.url);
  expect(() => lockDatabase(database.url)).toThrow(DatabaseInUse);
  lock.release();
  lockDatabase(database.url).release();
});

describe('when there is no room left in the database', () => {
  let limited: Knex;
  let full: TestDatabase;
  let fullApp: TestApp;

  beforeAll(async () => {
    full = await createTestDatabase();
    limited = connect(full.url);
    fullApp = await startTestApp({ db: limited });
  });
  afterAll(async () => {
    await fullApp.stop();
    await limited.destroy();
    await full.destroy();
  });

  const health = async () => {
    const answer = await fetch(`${fullApp.url}/healthz`);
    const { storage } = (await answer.json()) as { storage: boolean };
    return { status: answer.status, storage };
  };

  test('reads go on, writes are refused in words, health says so, and all is well afterwards', async () => {
    const person = await personAt(fullApp, 'owner');
    const csrf = csrfTokenOf((await person.get('/drafts/new')).text);
    const typed = { _csrf: csrf, from: 'nothing', processKey: 'no-room', name: '没有地方' };
    expect((await health()).storage).toBe(true);
    await limited.raw('pragma max_page_count = 1');
    let answer = await person.post('/drafts', typed);
    for (let tries = 0; answer.status === 303 && tries < 200; tries += 1)
      answer = await person.post('/drafts', { ...typed, processKey: `no-room-${tries}` });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('磁盘已满');
    expect(answer.text).toContain('没有地方');
    expect((await person.get('/tasks')).status).toBe(200);
    expect(await health()).toMatchObject({ status: 503, storage: false });

    await limited.raw('pragma max_page_count = 1000000');
    expect((await person.post('/drafts', { ...typed, processKey: 'room-again' })).status).toBe(303);
    expect((await health()).storage).toBe(true);
  });
});
