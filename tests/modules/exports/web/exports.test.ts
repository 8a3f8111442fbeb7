import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { exportByHttp, pressWhileWorking } from '../../../support/http/exportByHttp.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { startByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let desk: HttpPerson;
let clerk: HttpPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  desk = await personAt(app, 'desk');
  clerk = await personAt(app, 'clerk');
  await startByHttp(desk);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** Presses the button while the worker stands still, as when others' files are being written. */
async function askForRegister(person: HttpPerson): Promise<string> {
  const _csrf = csrfTokenOf((await person.get('/account')).text);
  const { status, location } = await person.post('/register/export', { _csrf });
  expect(status).toBe(303);
  return location as string;
}

const unescaped = (html: string) => html.replaceAll('&#x3D;', '=');

const refreshOf = (html: string) =>
  /<noscript><meta http-equiv="refresh" content="([^"]+)"><\/noscript>/.exec(unescaped(html))?.[1];

describe('what takes long', () => {
  test('leads to a page that reloads, can be left, and then has the file', async () => {
    const page = await askForRegister(desk);
    expect(page).toMatch(/^\/exports\/\d+$/);
    const waiting = await desk.get(page);
    expect(wordsOf(waiting.text)).toContain('正在准备，前面可能还有其他文件。可以离开本页');
    expect(refreshOf(waiting.text)).toBe('2');
    expect((await desk.get(`${page}/file`)).status).toBe(404);
    const id = Number(page.split('/').at(-1));
    await database.db('exports').where({ id }).update({ total: 9000, done: 4567 });
    const words = wordsOf((await desk.get(page)).text);
    expect(words).toContain('已写入 4,567 / 9,000 条。可以离开本页');
    expect((await desk.get(page)).text).toContain('<progress class="work-progress" max="100" value="50"');
    await database.db('exports').where({ id }).update({ failedAt: app.clock.now().toISOString() });
    expect(wordsOf((await desk.get(page)).text)).toContain('上次没有写成，系统会自动重试');

    await app.runJobs();
    const ready = await desk.get(page);
    expect(refreshOf(ready.text), 'without script the file comes by itself').toBe(`0; url=${page}/file`);
    expect(wordsOf(ready.text)).toContain('共 1 条，文件 报修登记簿_2026-11-23.xlsx');
    expect(wordsOf(ready.text)).toContain('保存到 2026-11-30 14:00');
    expect((await desk.get(`${page}/file`)).status).toBe(200);
    const again = await desk.get(page);
    expect(refreshOf(again.text), 'once').toBeUndefined();
    expect(wordsOf(again.text)).toContain('首次下载： 今天 14:00');
    expect(wordsOf((await desk.get('/exports')).text)).toContain('报修登记簿 全部 今天 14:00 可下载 1 下载');
  });

  test('can be stopped by whoever asked, and by nobody else', async () => {
    const page = await askForRegister(desk);
    const stop = async (person: HttpPerson) =>
      person.post(`${page}/cancellation`, { _csrf: csrfTokenOf((await person.get('/account')).text) });
    expect((await stop(clerk)).status).toBe(404);
    expect(await stop(desk)).toMatchObject({ status: 303, location: page });
    const words = wordsOf((await desk.get(page)).text);
    expect(words).toContain('已停止导出。');
    expect(words).toContain('已停止，没有生成文件。');
    await app.runJobs();
    expect((await desk.get(`${page}/file`)).status).toBe(404);

    const { location } = await pressWhileWorking(app, desk, '/register/export');
    const answer = await desk.post(`${location?.replace('/file', '')}/cancellation`, {
      _csrf: csrfTokenOf((await desk.get('/account')).text),
    });
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.text)).toContain('文件已经写好，不能停止。');
  });
});

describe('a file', () => {
  test('is for whoever asked: nobody else sees its page or downloads it', async () => {
    const { location } = await pressWhileWorking(app, desk, '/register/export');
    const page = location?.replace('/file', '') as string;
    for (const login of ['clerk', 'manager', 'admin', 'auditor']) {
      const other = await personAt(app, login);
      expect((await other.get(page)).status, login).toBe(404);
      expect((await other.get(`${page}/file`)).status, login).toBe(404);
    }
    expect(wordsOf((await clerk.get('/exports')).text)).toContain('您还没有导出过文件');
    expect((await desk.get('/exports/999999')).status).toBe(404);
    expect((await desk.get('/exports/x/file')).status).toBe(404);
  });

  test('is refused once the person has lost the permission', async () => {
    const rep = await personAt(app, 'clerk2');
    const { location } = await pressWhileWorking(app, rep, '/customers/export');
    const held = database.db('person_positions').where({ personId: await personId(database.db, 'clerk2') });
    const before = await held.clone();
    const desks = await database.db('positions').where({ name: '审计员' }).first('id');
    await held.clone().update({ positionId: desks.id });
    const answer = await rep.get(location as string);
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.text)).toContain('您的岗位不能导出客户档案。');
    await held.clone().update({ positionId: before[0].positionId });
    expect((await rep.get(location as string)).status).toBe(200);
  });

  test('that was removed is shown as removed and no longer offered', async () => {
    const { response } = await exportByHttp(app, clerk, '/customers/export');
    const page = new URL(response.url).pathname.replace('/file', '');
    const id = Number(page.split('/').at(-1));
    await rm(join(app.exportFolder, `${id}.xlsx`));
    expect((await clerk.get(`${page}/file`)).status).toBe(404);
    await database.db('exports').where({ id }).update({ status: 'removed' });
    expect(wordsOf((await clerk.get(page)).text)).toContain('文件保存期已过，已经删除');
    const answer = await clerk.get(`${page}/file`);
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.text)).toContain('文件保存 7 天，现已删除，请重新导出。');
    expect(wordsOf((await clerk.get('/exports')).text)).toMatch(/客户档案 全部 今天 14:00 文件已删除 \d+/);
  });
});

describe('the record of all', () => {
  test('is for those who oversee, and links nobody to the files of others', async () => {
    const auditor = await personAt(app, 'auditor');
    const { text } = await auditor.get('/exports?of=all');
    expect(wordsOf(text)).toMatch(/客户档案 全部 李静 今天 14:00/);
    expect(text).not.toMatch(/href="\/exports\/\d+/);
    expect(wordsOf((await desk.get('/exports?of=all')).text)).not.toContain('李静 今天');
  });

  test('an auditor’s own exports are in the access log too', async () => {
    const auditor = await personAt(app, 'auditor');
    await exportByHttp(app, auditor, '/register/export', { state: 'waiting' });
    const page = wordsOf((await auditor.get('/audit/accesses')).text);
    expect(page).toContain('导出文件 报修登记簿，状态：未派工');
  });

  test('goes on over pages', async () => {
    const requestedBy = await personId(database.db, 'manager');
    const row = {
      kind: 'customers',
      status: 'removed',
      query: '{}',
      criteria: '{}',
      requestedBy,
      requestedAt: '2026-11-01T00:00:00.000Z',
    };
    await database.db('exports').insert(Array.from({ length: 60 }, (_, index) => ({ ...row, done: index })));
    const manager = await personAt(app, 'manager');
    const first = await manager.get('/exports');
    const next = /href="(\/exports\?before=\d+)"/.exec(unescaped(first.text))?.[1];
    const second = await manager.get(next as string);
    const lines = (html: string) => html.match(/class="list-head"/g)?.length;
    expect([lines(first.text), lines(second.text)]).toEqual([50, 10]);
  });
});
