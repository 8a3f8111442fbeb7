import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paperText, ticketWithAllForms } from '../../../support/company/paperTicket.js';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let engineer: HttpPerson;
let manager: HttpPerson;
let number: string;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  engineer = await personAt(app, 'engineer');
  manager = await personAt(app, 'manager');
  number = await ticketWithAllForms(database.db, engineer);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

describe('the papers of a ticket', () => {
  test('are listed with the forms they come from', async () => {
    const { text } = await engineer.get(`/tickets/${number}/papers`);
    expect(text).toContain(`href="/tickets/${number}/papers/service-report"`);
    expect(wordsOf(text)).toContain('内容取自：现场服务记录、服务凭证（《售后服务报告单》）（张伟）');
    expect(text).not.toContain('daily-report');
  });

  test('are linked from the ticket', async () => {
    expect((await engineer.get(`/tickets/${number}`)).text).toContain(`href="/tickets/${number}/papers"`);
  });

  test('are for those who may see the ticket', async () => {
    const stranger = await personAt(app, 'warehouse');
    for (const path of ['', '/service-report', '/all', '/service-report?format=pdf']) {
      expect((await stranger.get(`/tickets/${number}/papers${path}`)).status, path).toBe(404);
    }
  });

  test('are not found when there is no such paper or ticket', async () => {
    expect((await manager.get(`/tickets/${number}/papers/nothing`)).status).toBe(404);
    expect((await manager.get(`/tickets/${number}/papers/daily-report`)).status).toBe(404);
    expect((await manager.get('/tickets/YC-20200101-0001/papers')).status).toBe(404);
    expect((await manager.get(`/tickets/${'x'.repeat(5000)}/papers`)).status).toBe(404);
    expect((await manager.get('/papers/nothing/blank')).status).toBe(404);
  });

  test('are pages that load nothing but our files, without scripts in them', async () => {
    const answer = await engineer.get(`/tickets/${number}/papers/service-report`);
    expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toMatch(/ style=|<style|<script(?! type="module" src="\/assets\/)/);
  });

  test('show typed text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{company.name}}';
    const ticket = await database.db('tickets').where({ number }).first('variables');
    const variables = JSON.stringify({ ...JSON.parse(ticket.variables), symptom: hostile });
    await database.db('tickets').where({ number }).update({ variables });
    const { text } = await engineer.get(`/tickets/${number}/papers/service-report`);
    await database.db('tickets').where({ number }).update({ variables: ticket.variables });
    expect(text).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;{{company.name}}');
  });

  test('become no PDF without a browser on the server: the page says how to print instead', async () => {
    const answer = await engineer.get(`/tickets/${number}/papers/service-report?format=pdf`);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).not.toContain('下载 PDF');
    expect(answer.text).toContain('打印目标选“另存为 PDF”');
  });
});

describe('the daily report (R10)', () => {
  const report = async (day: string) => wordsOf((await engineer.get(`/papers/daily-report?day=${day}`)).text);

  beforeAll(async () => {
    const { db } = database;
    const ticket = await db('tickets').where({ number }).first('id');
    const formOf = async (key: string) => (await db('form_definitions').where({ key }).first('id')).id;
    const visit = await formOf('onsite-service-record');
    const installation = await formOf('installation-record');
    const submittedBy = await personId(db, 'engineer');
    const tasks: number[] = [];
    for (const name of ['现场服务', '安装施工', '安装施工']) {
      const [task] = await db('tasks')
        .insert({
          ...bareTask,
          ticketId: ticket.id,
          name,
          executionId: `e${tasks.length}`,
          completedBy: submittedBy,
        })
        .returning('id');
      tasks.push(task.id);
    }
    const rows = [
      { on: '2026-12-01', work: '就位', hours: 7.5 },
      { on: '2026-12-02', work: '接管', hours: 8 },
    ];
    const records = [
      {
        data: { arrivedAt: '2026-12-01T23:30:00.000Z', work: '换轴承', hours: 0.1 },
        at: '2026-12-04T01:00:00.000Z',
        formId: visit,
      },
      { data: { dailyRecords: rows.slice(0, 1) }, at: '2026-12-02T09:00:00.000Z', formId: installation },
      { data: { dailyRecords: rows }, at: '2026-12-03T09:00:00.000Z', formId: installation },
    ];
    await db('form_submissions').insert(
      records.map(({ data, at, formId }, index) => ({
        ticketId: ticket.id,
        taskId: tasks[index],
        formId,
        elementId: 'x',
        data: JSON.stringify(data),
        submittedBy,
        submittedAt: at,
      })),
    );
  });

  test('counts the hours of the day, also those handed in later, and each row of a growing table once', async () => {
    expect(await report('2026-12-01')).toMatch(/就位 B 7\.5 .*合计 .*7\.5/);
    expect(await report('2026-12-01')).not.toContain('换轴承');
  });

  test('takes the day in the department’s time zone and sums exactly', async () => {
    const text = await report('2026-12-02');
    expect(text).toContain('换轴承 B 0.1');
    expect(text).toContain('接管 B 8');
    expect(text).toMatch(/合同服务 8\.1 小时/);
  });

  test('sums up by person and category for a period', async () => {
    const { text } = await manager.get('/papers/service-summary?from=2026-12-02&until=2026-12-01');
    expect(wordsOf(text)).toMatch(/1 张伟 1 0 15\.6 0 0 0 15\.6/);
  });

  test('of somebody else is for the manager only', async () => {
    const other = await personId(database.db, 'engineer2');
    expect((await engineer.get(`/papers/daily-report?person=${other}`)).status).toBe(403);
    expect((await manager.get(`/papers/daily-report?person=${other}`)).status).toBe(200);
    expect((await manager.get('/papers/daily-report?person=x')).status).toBe(404);
    expect((await manager.get('/papers/daily-report?day=2026-99-99')).status).toBe(200);
  });
});

const bareTask = {
  elementId: 'x',
  formKey: null,
  status: 'completed',
  priority: 50,
  escalation: false,
  loopItem: null,
  revision: 0,
  createdAt: '2026-12-01T00:00:00.000Z',
  completedAt: '2026-12-01T00:00:00.000Z',
};

test('the renewal notice is for an existing contract (R11)', async () => {
  expect((await manager.get('/papers/renewal-notice/999')).status).toBe(404);
  const contract = await database.db('contracts').first('id', 'number');
  const { text } = await manager.get(`/papers/renewal-notice/${contract.id}`);
  expect(wordsOf(text)).toContain(`合同编号：${contract.number}`);
});

describe('a layout', () => {
  const key = 'satisfaction-survey';
  const save = async (text: string, basedOn: number, more: Record<string, string> = {}) => {
    const token = csrfTokenOf((await owner.get(`/papers/${key}/layout`)).text);
    const fields = { _csrf: token, text, basedOn: String(basedOn), note: '加说明', _action: 'save', ...more };
    return owner.post(`/papers/${key}/layout`, fields);
  };
  const changed = (title: string) => JSON.stringify({ ...JSON.parse(paperText(key)), title }, null, 2);

  test('of every paper opens from the list', async () => {
    const links = (await owner.get('/papers')).text.match(/\/papers\/[\w-]+\/layout/g) ?? [];
    expect(links).toContain('/papers/renewal-notice/layout');
    for (const link of links) expect((await owner.get(link)).status, link).toBe(200);
  });

  test('with errors is shown again as typed, with an error for each wrong line', async () => {
    const wrong = changed('调查表').replace('"ratings": "ratings"', '"ratings": "symptom"');
    const answer = await save(wrong, 0);
    expect(answer.status).toBe(422);
    const line = wrong.split('\n').findIndex((one) => one.includes('"ratings": "symptom"')) + 1;
    expect(wordsOf(answer.text)).toContain(`第 ${line} 行`);
    expect(wordsOf(answer.text)).toContain('不是评价');
    expect(answer.text).toContain('&quot;ratings&quot;: &quot;symptom&quot;');
  });

  test('is saved as a version, is used for printing at once, and an older one can be restored', async () => {
    expect((await save(changed('第一次改的调查表'), 0)).status).toBe(303);
    expect((await save(changed('第二次改的调查表'), 1)).status).toBe(303);
    expect((await engineer.get(`/tickets/${number}/papers/${key}`)).text).toContain('第二次改的调查表');
    const older = await owner.get(`/papers/${key}/layout?version=1`);
    expect(older.text).toContain('第一次改的调查表');
    expect(older.text).toContain('name="basedOn" value="2"');
    const delivered = await owner.get(`/papers/${key}/layout?version=0`);
    expect(delivered.text).toContain('满意度调查表');
    expect((await save(paperText(key), 2, { note: '恢复出厂版式' })).status).toBe(303);
    expect((await engineer.get(`/papers/${key}/blank`)).text).toContain('满意度调查表');
    expect(wordsOf((await owner.get(`/papers/${key}/layout`)).text)).toContain('第 3 版（正在使用）');
    expect((await owner.get(`/papers/${key}/layout?version=99`)).status).toBe(404);
    expect((await owner.get(`/papers/${key}/layout?version=x`)).status).toBe(404);
  });

  test('saved meanwhile by somebody else is not overwritten', async () => {
    const answer = await save(changed('我的版本'), 1);
    expect(answer.status).toBe(409);
    expect(wordsOf(answer.text)).toContain('刚刚被他人修改');
    expect(answer.text).toContain('我的版本');
    expect((await save(changed('我的版本'), Number.NaN)).status).toBe(422);
  });

  test('is saved once when two save at the same time', async () => {
    const answers = await Promise.all([save(changed('甲'), 3), save(changed('乙'), 3)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('with a note that is too long is refused at the note', async () => {
    const answer = await save(changed('甲'), 4, { note: '长'.repeat(201) });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="note-error"');
  });

  test('is shown before it is saved, without and with a script', async () => {
    const answer = await save(changed('只看看'), 4, { _action: 'preview' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('只看看</h2>');
    const token = csrfTokenOf(answer.text);
    const headers = { 'x-csrf-token': token, accept: 'application/json' };
    const shown = await owner.post(`/papers/${key}/preview`, { text: changed('<b>粗</b>') }, headers);
    expect(JSON.parse(shown.text)).toMatchObject({
      problems: [],
      html: expect.stringContaining('&lt;b&gt;粗'),
    });
    const wrong = await owner.post(`/papers/${key}/preview`, { text: '{' }, headers);
    expect(JSON.parse(wrong.text)).toEqual({
      html: null,
      problems: [{ line: 1, message: expect.any(String) }],
    });
  });
});
