import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { openTaskOf, personAt, personId, ticketWaitingFor } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { formFields } from '../support/http/formFields.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { wordsOf } from '../support/http/wordsOf.js';
import {
  claimByHttp,
  completeByHttp,
  postCompletion,
  prepareCompletion,
  startByHttp,
} from '../support/http/workByHttp.js';

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

describe('log-in', () => {
  test('leads to the page that was asked for', async () => {
    const person = new HttpPerson(app.url);
    const asked = await person.get('/tickets?status=ended');
    expect(asked.location).toBe('/session/new?returnTo=%2Ftickets%3Fstatus%3Dended');
    const page = await person.get(asked.location as string);
    const fields = { ...formFields(page.text, '/session'), login: 'Desk', password: 'serviceflow' };
    expect((await person.post('/session', fields)).location).toBe('/tickets?status=ended');
  });

  test('gives one answer for an unknown log-in and a wrong password, and keeps the log-in', async () => {
    const texts = [];
    for (const login of ['desk', 'nobody']) {
      const person = new HttpPerson(app.url);
      const token = csrfTokenOf((await person.get('/session/new')).text);
      const answer = await person.post('/session', { _csrf: token, login, password: 'wrong' });
      expect(answer.status).toBe(401);
      expect(answer.text).toContain(`value="${login}"`);
      texts.push(wordsOf(answer.text));
    }
    expect(texts[0]).toContain('登录名或密码不正确。');
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('navigation', () => {
  const auditLinks = ['/audit/tickets', '/audit/checkpoints', '/audit/accesses', '/audit/security'];
  const linksOf = async (login: string) => {
    const { text } = await (await personAt(app, login)).get('/help');
    const side = /<div class="sidebar[\s\S]*?<\/nav>/.exec(text)?.[0] ?? '';
    return [...side.matchAll(/href="([^"]+)"/g)].map((match) => match[1]);
  };

  test.each([
    [
      'desk',
      [
        '/tasks',
        '/tickets/new',
        '/tickets',
        '/messages',
        '/customers',
        '/register',
        '/processes',
        '/papers',
        '/directory',
        '/help',
      ],
    ],
    ['engineer', ['/tasks', '/tickets', '/customers', '/processes', '/papers', '/directory', '/help']],
    [
      'auditor',
      [
        '/tasks',
        '/board',
        '/tickets',
        '/customers',
        '/register',
        '/processes',
        '/papers',
        '/directory',
        ...auditLinks,
        '/help',
      ],
    ],
    [
      'manager',
      [
        '/tasks',
        '/tickets/new',
        '/board',
        '/tickets',
        '/messages',
        '/customers',
        '/register',
        '/processes',
        '/papers',
        '/directory',
        '/settings',
        '/help',
      ],
    ],
    [
      'admin',
      [
        '/tasks',
        '/tickets',
        '/register',
        '/processes',
        '/papers',
        '/directory',
        ...auditLinks,
        '/admin/mails',
        '/admin/jobs',
        '/settings',
        '/help',
      ],
    ],
  ])('shows %s what %s may open', async (login, links) => {
    expect(await linksOf(login)).toEqual(links);
  });
});

describe('a start form', () => {
  test('that is refused comes back with the input and an error at the field', async () => {
    const desk = await personAt(app, 'desk');
    const page = await desk.get('/tickets/new/remote-service');
    const answer = await desk.post('/tickets', {
      ...formFields(page.text, '/tickets'),
      ...remoteServiceForms['remote-service-request'],
      symptom: '',
      wishes: '<b>今天</b>',
      _action: 'complete',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('&lt;b&gt;今天&lt;/b&gt;');
    expect(answer.text).toContain('value="青岛海晏食品机械有限公司"');
    expect(answer.text).toMatch(/href="#f-symptom"/);
    expect(answer.text).toMatch(/id="f-symptom-error"/);
  });

  test('sent twice makes one ticket', async () => {
    const desk = await personAt(app, 'desk');
    const page = await desk.get('/tickets/new/remote-service');
    const body = {
      ...formFields(page.text, '/tickets'),
      ...remoteServiceForms['remote-service-request'],
      _action: 'complete',
    };
    const answers = await Promise.all([desk.post('/tickets', body), desk.post('/tickets', body)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]?.location).toBe(answers[1]?.location);
  });

  test('with the key of a page that another person sent is refused in words', async () => {
    const [desk, other] = [await personAt(app, 'desk'), await personAt(app, 'desk2')];
    const typed = { ...remoteServiceForms['remote-service-request'], _action: 'complete' };
    const fields = formFields((await desk.get('/tickets/new/remote-service')).text, '/tickets');
    expect((await desk.post('/tickets', { ...fields, ...typed })).status).toBe(303);
    const own = formFields((await other.get('/tickets/new/remote-service')).text, '/tickets');
    const key = { _requestKey: fields._requestKey ?? '' };
    const answer = await other.post('/tickets', { ...own, ...typed, ...key });
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.text)).toContain('已由他人提交过');
  });

  test('is saved as a draft, also by a script, which gets JSON', async () => {
    const desk = await personAt(app, 'desk2');
    const page = await desk.get('/tickets/new/remote-service');
    const body = { ...formFields(page.text, '/tickets'), symptom: '只写了一半', _action: 'draft' };
    const answer = await desk.post('/tickets/draft', body, { 'x-csrf-token': csrfTokenOf(page.text) });
    expect([answer.status, answer.text]).toEqual([200, '{"saved":true}']);
    const again = await desk.get('/tickets/new/remote-service');
    expect(again.text).toContain('只写了一半');
    expect(wordsOf(again.text)).toContain('已载入您');
  });

  test('finds a known customer without JavaScript', async () => {
    const desk = await personAt(app, 'desk');
    const known = await database.db('customers').first('name');
    const page = await desk.get('/tickets/new/remote-service');
    const answer = await desk.post('/tickets', {
      ...formFields(page.text, '/tickets'),
      'customer.name': known.name.slice(0, 4),
      symptom: '异响',
      _action: 'lookup:customer',
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('name="customer.pick"');
    expect(wordsOf(answer.text)).toContain(known.name);
    expect(answer.text).toContain('异响');
  });

  test('stores files that are sent with it without JavaScript', async () => {
    const desk = await personAt(app, 'desk');
    const page = await desk.get('/tickets/new/remote-service');
    const body = new FormData();
    const fields = { ...formFields(page.text, '/tickets'), ...remoteServiceForms['remote-service-request'] };
    for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
    body.append('_action', 'complete');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    body.append('attachments.file', new Blob([png]), '故障照片.png');
    const answer = await desk.send('/tickets', { method: 'POST', body });
    expect(answer.status).toBe(303);
    const ticket = await desk.get(answer.location as string);
    const href = /href="(\/attachments\/\d+)"/.exec(ticket.text)?.[1] as string;
    const file = await desk.get(href);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('故障照片.png');
    expect((await (await personAt(app, 'warehouse')).get(href)).status).toBe(404);
  });
});

describe('the inbox', () => {
  test('offers a task for claiming, with its ticket, customer and due time, then moves it to the person', async () => {
    const number = await startByHttp(await personAt(app, 'desk'));
    const clerk = await personAt(app, 'clerk');
    const list = wordsOf((await clerk.get('/tasks?view=available')).text);
    for (const part of [number, '青岛海晏食品机械有限公司', '远程服务', '到期', '签收'])
      expect(list).toContain(part);
    const task = await openTaskOf(database.db, number);
    await claimByHttp(clerk, task.id);
    expect(wordsOf((await clerk.get('/tasks')).text)).toContain(number);
    expect(wordsOf((await (await personAt(app, 'clerk2')).get('/tasks?view=available')).text)).not.toContain(
      number,
    );
  });

  test('says that it is empty to people without tasks', async () => {
    const page = wordsOf((await (await personAt(app, 'warehouse')).get('/tasks')).text);
    expect(page).toContain('没有待处理的任务');
  });

  test.each(['x', '0|2026-11-23|1', "1|2026'|1", '9999|a', '0|9999|99999999999'])(
    'accepts the cursor %s',
    async (after) => {
      const answer = await (await personAt(app, 'clerk')).get(
        `/tasks?view=mine&after=${encodeURIComponent(after)}`,
      );
      expect(answer.status).toBe(200);
    },
  );
});

describe('a task page', () => {
  test('shows the claim first, then form, earlier forms, history and next steps', async () => {
    const number = await startByHttp(await personAt(app, 'desk'));
    const task = await openTaskOf(database.db, number);
    const clerk = await personAt(app, 'clerk');
    const before = await clerk.get(`/tasks/${task.id}`);
    expect(before.text).not.toContain(`action="/tasks/${task.id}/completion"`);
    await claimByHttp(clerk, task.id);
    const after = await clerk.get(`/tasks/${task.id}`);
    expect(after.text).toContain(`action="/tasks/${task.id}/completion"`);
    for (const part of [
      '退回公共',
      '此前填写的表单（1）',
      '流转过程',
      '收到服务请求',
      '王晓燕',
      '下一步',
      '远程指导服务',
    ]) {
      expect(wordsOf(after.text)).toContain(part);
    }
  });

  test('opens its tabs without a script, the form only in its own tab', async () => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const engineer = await personAt(app, 'engineer');
    const shown = async (tab: string) => (await engineer.get(`/tasks/${task.id}?tab=${tab}`)).text;
    expect(await shown('diagram')).toContain('data-diagram-canvas');
    expect(wordsOf(await shown('course'))).toContain('王晓燕 发起工单');
    expect(wordsOf(await shown('files'))).toContain('还没有附件');
    expect(wordsOf(await shown('related'))).toContain('没有关联的工单');
    const work = await shown('nonsense');
    expect(work).toContain('<div class="work-layout" data-tab-panel="work">');
    expect(work).not.toContain('data-diagram-canvas');
    expect(await shown('files')).toContain('data-tab-panel="work" hidden');
  });

  test('of somebody else is not found', async () => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    expect((await (await personAt(app, 'warehouse')).get(`/tasks/${task.id}`)).status).toBe(404);
  });

  test.each(['abc', '0', '-1', '1e3', '99999999999', '2147483648'])('%s is not there', async (id) => {
    expect((await (await personAt(app, 'desk')).get(`/tasks/${id}`)).status).toBe(404);
  });

  test('returns a task to colleagues', async () => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const engineer = await personAt(app, 'engineer');
    const token = csrfTokenOf((await engineer.get(`/tasks/${task.id}`)).text);
    expect((await engineer.post(`/tasks/${task.id}/release`, { _csrf: token })).status).toBe(303);
    expect(wordsOf((await (await personAt(app, 'engineer2')).get(`/tasks/${task.id}`)).text)).toContain(
      '签收',
    );
  });

  test('records a contact at once and keeps the task open (R8)', async () => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const engineer = await personAt(app, 'engineer');
    const body = await prepareCompletion(engineer, task.id, {
      ...remoteServiceForms['remote-guidance'],
      'contacts.0.content': '请客户断电后再试',
      diagnosis: '',
    });
    const answer = await engineer.post(`/tasks/${task.id}/records`, { ...body, _action: 'record' });
    expect(answer.location).toBe(`/tasks/${task.id}`);
    const page = await engineer.get(`/tasks/${task.id}`);
    expect(wordsOf(page.text)).toContain('已登记 1 条记录');
    expect(wordsOf(page.text)).toContain('请客户断电后再试');
    expect(page.text).toContain(`action="/tasks/${task.id}/completion"`);
  });
});

describe('the second of two people with one task', () => {
  test('is told who was first and when, and gets their input back', async () => {
    const { task } = await ticketWaitingFor(app, 'customer-confirmation');
    const [desk, clerk] = [await personAt(app, 'desk2'), await personAt(app, 'clerk2')];
    await claimByHttp(desk, task.id);
    const body = await prepareCompletion(desk, task.id, remoteServiceForms['customer-confirmation']);
    const ids = { clerk: await personId(database.db, 'clerk2') };
    await database.db('tasks').where({ id: task.id }).update({ assigneeId: ids.clerk });
    await completeByHttp(clerk, task.id, remoteServiceForms['customer-confirmation']);
    const answer = await postCompletion(desk, task.id, { ...body, confirmationRemarks: '客户说都好了' });
    expect(answer.status).toBe(409);
    const page = wordsOf(answer.text);
    expect(page).toContain('该任务已由高敏办理完成');
    expect(page).toMatch(/办理时间：2026-11-23 \d\d:\d\d/);
    expect(page).toContain('客户说都好了');
    expect(page).not.toContain('confirmationRemarks');
    expect(answer.text).toContain(`href="/tasks/${task.id}"`);
  });

  test('is told that their page is out of date', async () => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const engineer = await personAt(app, 'engineer');
    const body = await prepareCompletion(engineer, task.id, remoteServiceForms['remote-guidance']);
    const record = { ...body, _action: 'record' };
    expect((await engineer.post(`/tasks/${task.id}/records`, record)).status).toBe(303);
    const answer = await postCompletion(engineer, task.id, body);
    expect(answer.status).toBe(409);
    expect(wordsOf(answer.text)).toContain('刚刚被他人更新');
    expect(wordsOf(answer.text)).toContain('加热条接线松动');
  });
});

describe('a ticket page', () => {
  test('marks the present position, the path and what happened at each element', async () => {
    const { number } = await ticketWaitingFor(app, 'service-feedback');
    const page = await (await personAt(app, 'auditor')).get(`/tickets/${number}`);
    const json = /<script type="application\/json" data-diagram-trace>([\s\S]*?)<\/script>/.exec(
      page.text,
    )?.[1];
    const trace = JSON.parse(json as string);
    expect(trace.present).toEqual(['feedback']);
    expect(trace.visits).toMatchObject({
      requestReceived: 1,
      arrangeEngineer: 1,
      remoteGuidance: 1,
      solved: 1,
    });
    expect(trace.visits).not.toHaveProperty('notDispatchedIn24Hours');
    expect(trace.flows).toMatchObject({ solvedToFeedback: 1 });
    expect(trace.returns).toEqual({});
    expect(trace.elements.remoteGuidance.happened.map((one: { what: string }) => one.what)).toContain(
      '办理「远程指导服务」',
    );
    for (const part of ['张伟 办理「远程指导服务」', '李静 签收', '完整性校验通过', '反馈结果与记录']) {
      expect(wordsOf(page.text)).toContain(part);
    }
  });

  test('ends no script element early, whatever the input', async () => {
    const desk = await personAt(app, 'desk');
    const number = await startByHttp(desk, { 'customer.name': '</script><script>alert(1)</script>公司' });
    const { text } = await desk.get(`/tickets/${number}`);
    expect(text).not.toContain('<script>alert');
  });

  test('warns when the history was changed', async () => {
    const number = await startByHttp(await personAt(app, 'desk'));
    const { id } = await database.db('tickets').where({ number }).first('id');
    await database.db('audit_events').where({ ticketId: id, seq: 2 }).update({ actorName: '别人' });
    const page = await (await personAt(app, 'auditor')).get(`/tickets/${number}`);
    expect(wordsOf(page.text)).toContain('完整性校验失败：第 2 条');
  });

  test('is not found by people without a part in it', async () => {
    const number = await startByHttp(await personAt(app, 'desk'));
    expect((await (await personAt(app, 'warehouse')).get(`/tickets/${number}`)).status).toBe(404);
  });

  test('opens at once when its number is searched', async () => {
    const desk = await personAt(app, 'desk');
    const number = await startByHttp(desk);
    const token = csrfTokenOf((await desk.get('/tasks')).text);
    const answer = await desk.post('/tickets/search', { _csrf: token, text: ` ${number.toLowerCase()} ` });
    expect(answer.location).toBe(`/tickets/${number}`);
  });
});

describe('escalation and mail', () => {
  test('the manager sees the mark, the administrator the mail', async () => {
    const { number } = await ticketWaitingFor(app, 'remote-guidance');
    app.clock.advance({ hours: 25 });
    while ((await app.runJobs()) > 0);
    const list = wordsOf((await (await personAt(app, 'manager')).get('/tasks?view=available')).text);
    expect(list).toMatch(new RegExp(`超时升级处理 升级 ${number}`));
    const admin = await personAt(app, 'admin');
    const mails = await admin.get('/admin/mails');
    expect(wordsOf(mails.text)).toContain('邮件保存在邮件夹中');
    const href = new RegExp(`href="(/admin/mails/\\d+)">[^<]*${number}`).exec(mails.text)?.[1] as string;
    expect(wordsOf((await admin.get(href)).text)).toContain(number);
  });

  test('an incident is shown with a button to retry', async () => {
    const [job] = await database
      .db('jobs')
      .insert({
        kind: 'sendMail',
        payload: '{"mailId":1}',
        status: 'failed',
        runAt: '2026-11-23T06:00:00.000Z',
        attempts: 8,
        maxAttempts: 8,
        lastError: 'connection refused',
        createdAt: '2026-11-23T06:00:00.000Z',
      })
      .returning('id');
    await database.db('incidents').insert({
      jobId: job.id,
      message: 'connection refused',
      occurredAt: '2026-11-23T06:00:00.000Z',
    });
    const admin = await personAt(app, 'admin');
    const page = await admin.get('/admin/jobs');
    expect(wordsOf(page.text)).toContain('connection refused');
    expect(page.text).toMatch(/1<span class="visually-hidden"> 项异常/);
    const answer = await admin.post(`/admin/jobs/${job.id}/retry`, { _csrf: csrfTokenOf(page.text) });
    expect(answer.location).toBe('/admin/jobs');
    expect(wordsOf((await admin.get('/admin/jobs')).text)).toContain('没有异常');
  });
});

describe('other pages', () => {
  test.each([
    '/processes',
    '/processes/remote-service',
    '/help',
    '/account',
    '/tickets',
    '/tickets?status=ended',
  ])('%s exists', async (path) => {
    const answer = await (await personAt(app, 'desk')).get(path);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/<title>[^·<]+ · ServiceFlow<\/title>/);
  });

  test('every help topic exists', async () => {
    const desk = await personAt(app, 'desk');
    const links = [...(await desk.get('/help')).text.matchAll(/href="(\/help\/\w+)"/g)].map(
      (match) => match[1],
    );
    expect(links.length).toBe(19);
    for (const link of links) expect((await desk.get(link as string)).status).toBe(200);
  });

  test.each([
    '/nothing',
    '/help/nothing',
    '/processes/nothing',
    '/processes/remote-service?version=99',
    '/tickets/X-1',
  ])('%s is not found, and the page links back', async (path) => {
    const answer = await (await personAt(app, 'desk')).get(path);
    expect(answer.status).toBe(404);
    expect(wordsOf(answer.text)).toContain('回到待办');
  });

  test('the theme is kept and drawn by the server', async () => {
    const desk = await personAt(app, 'desk');
    const token = csrfTokenOf((await desk.get('/account')).text);
    await desk.post('/account/theme', { _csrf: token, theme: 'dark' });
    expect((await desk.get('/tasks')).text).toContain('data-bs-theme="dark"');
  });

  test('a password is changed only with the current one', async () => {
    const person = await personAt(app, 'hr');
    const token = csrfTokenOf((await person.get('/account')).text);
    const change = (current: string, next: string) =>
      person.post('/account/password', { _csrf: token, current, next, repeated: next });
    const refused = await change('wrong', 'short');
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('当前密码不正确');
    expect(refused.text).not.toContain('value="short"');
    expect((await change('serviceflow', 'old harbour wind at night')).location).toBe('/account');
    await new HttpPerson(app.url).logIn('hr', 'old harbour wind at night');
  });

  test('the health page needs no session', async () => {
    const answer = await new HttpPerson(app.url).get('/healthz');
    const checks = { accepting: true, worker: true, database: true, storage: true };
    expect(JSON.parse(answer.text)).toEqual({ status: 'ok', ...checks });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const stranger = new HttpPerson(app.url);
    expect(JSON.parse((await stranger.get('/livez')).text)).toEqual({ status: 'ok' });
    const ready = { status: 'ok', accepting: true, database: true };
    expect(JSON.parse((await stranger.get('/readyz')).text)).toEqual(ready);
  });

  test('metrics are for those who know the token, and name routes, not tickets', async () => {
    const auditor = await personAt(app, 'auditor');
    expect((await auditor.get('/tickets/YC-20260101-0001')).status).toBe(404);
    expect((await new HttpPerson(app.url).get('/metrics')).status).toBe(404);
    const read = async (authorization: string) =>
      (await fetch(`${app.url}/metrics`, { headers: { authorization } })).text();
    const runAt = new Date(app.clock.now().getTime() - 90_000).toISOString();
    const job = {
      kind: 'sendMail',
      payload: '{}',
      status: 'ready',
      attempts: 0,
      maxAttempts: 1,
      createdAt: runAt,
    };
    const [{ id }] = await app.runtime
      .db('jobs')
      .insert({ ...job, runAt })
      .returning('id');
    expect(await read('Bearer another token of some length')).not.toContain('serviceflow_');
    const text = await read('Bearer token of the tests');
    expect(text).toMatch(
      /serviceflow_http_request_seconds_count\{method="GET",route="\/tickets\/:number",status="404"\} [1-9]/,
    );
    expect(text).not.toContain('YC-');
    const active = await app.runtime.db('tickets').where({ status: 'active' }).pluck('id');
    expect(text).toContain(`serviceflow_running_tickets ${active.length}`);
    const open = await app.runtime.db('incidents').whereNull('resolvedAt').pluck('id');
    expect(text).toContain(`serviceflow_open_incidents ${open.length}\n`);
    expect(text).toMatch(/serviceflow_due_jobs\{kind="sendMail"\} [1-9]/);
    expect(text).toMatch(/serviceflow_oldest_due_job_seconds\{kind="sendMail"\} (9\d|\d{3,})/);
    await app.runtime.db('jobs').where({ id }).delete();
  });
});
