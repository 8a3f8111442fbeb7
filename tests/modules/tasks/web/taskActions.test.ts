import { afterAll, beforeAll, expect, test } from 'vitest';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { watchStatements } from '../../../support/databases/watchStatements.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import type { HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let engineer: HttpPerson;
let engineer2: HttpPerson;
let warehouse: HttpPerson;
let number: string;
let taskId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  [engineer, engineer2, warehouse] = (await Promise.all(
    ['engineer', 'engineer2', 'warehouse'].map((login) => personAt(app, login)),
  )) as [HttpPerson, HttpPerson, HttpPerson];
  const { task, ...ticket } = await ticketWaitingFor(app, 'remote-guidance');
  [number, taskId] = [ticket.number, task.id];
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

test('a page that asks something reads the ticket, and nothing of its history', async () => {
  const task = ['return', 'reassignment', 'delegation', 'signers-before', 'signers-after'];
  const manager = await personAt(app, 'manager');
  const pages: [HttpPerson, string][] = [
    ...task.map((name): [HttpPerson, string] => [engineer, `/tasks/${taskId}/${name}`]),
    [engineer, `/tickets/${number}/copies`],
    [manager, `/tickets/${number}/cancellation`],
  ];
  for (const [person, path] of pages) {
    const statements = await watchStatements(database.db, async () => {
      expect((await person.get(path)).status, path).toBe(200);
    });
    const read = ['audit_events', 'form_submissions', 'attachments', 'mails'];
    // where a task may be sent back to, one event says
    const many = statements.filter((sql) => !/seq\W* = (\?|\$\d)/.test(sql));
    const histories = many.filter((sql) => read.some((table) => sql.includes(` ${table} `)));
    expect(histories, path).toEqual([]);
  }
});

test('转办 and 委派 keep what was typed, ask for person and reason, and refuse with what was typed kept', async () => {
  const form = await engineer.get(`/tasks/${taskId}`);
  const fields = { ...formFields(form.text, `/tasks/${taskId}/completion`), diagnosis: '写到一半的诊断' };
  const gone = await engineer.post(`/tasks/${taskId}/completion`, { ...fields, _action: 'delegate' });
  expect(gone.location).toBe(`/tasks/${taskId}/delegation`);
  const page = await engineer.get(`/tasks/${taskId}/delegation`);
  expect(wordsOf(page.text)).toContain('赵磊（在办 0 项）');
  expect(page.text).not.toContain('徐亮');
  const asked = formFields(page.text, `/tasks/${taskId}/delegation`);
  const wrong = await engineer.post(`/tasks/${taskId}/delegation`, {
    ...asked,
    'person.id': '999999',
    reason: '<b>请</b>',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('id="person-error"');
  expect(wrong.text).toContain('&lt;b&gt;请&lt;/b&gt;');
  const person = String(await personId(database.db, 'engineer2'));
  const done = await engineer.post(`/tasks/${taskId}/delegation`, {
    ...asked,
    'person.id': person,
    reason: '请先诊断',
  });
  expect(done.status).toBe(303);
  const again = await engineer.post(`/tasks/${taskId}/delegation`, {
    ...asked,
    'person.id': person,
    reason: '请先诊断',
  });
  expect([again.status, wordsOf(again.text).includes('刚刚被他人更新')]).toEqual([409, true]);
  expect((await engineer.get(`/tasks/${taskId}/delegation`)).status).toBe(403);
});

test('what was lent shows its way back to both, and comes back with what was filled in', async () => {
  const owner = wordsOf((await engineer.get(`/tasks/${taskId}`)).text);
  expect(owner).toContain('收回委派');
  const lent = await engineer2.get(`/tasks/${taskId}`);
  expect(lent.text).toContain('写到一半的诊断');
  expect(wordsOf(lent.text)).toContain('张伟将该任务委派给您：请先诊断');
  expect(wordsOf(lent.text)).toMatch(/将「远程指导服务」委派给赵磊.*张伟.*说明：请先诊断/);
  expect(lent.text).not.toContain('value="complete"');
  const fields = { ...formFields(lent.text, `/tasks/${taskId}/completion`), diagnosis: '接触器烧蚀' };
  await engineer2.post(`/tasks/${taskId}/completion`, { ...fields, _action: 'giveBack' });
  expect((await engineer.get(`/tasks/${taskId}`)).text).toContain('接触器烧蚀');
});

test('催办 is offered once, and shown to who has the task', async () => {
  const desk = await personAt(app, 'desk');
  const page = await desk.get(`/tickets/${number}`);
  const action = `/tasks/${taskId}/reminder`;
  expect((await desk.post(action, formFields(page.text, action))).status).toBe(303);
  expect((await desk.get(`/tickets/${number}`)).text).not.toContain(action);
  const refused = await desk.post(action, formFields(page.text, action));
  expect([refused.status, wordsOf(refused.text).includes('刚刚催办过')]).toEqual([403, true]);
  expect(wordsOf((await engineer.get('/tasks')).text)).toContain('催办');
  expect(wordsOf((await engineer.get(`/tasks/${taskId}`)).text)).toContain('有人催办，请尽快办理');
});

test('抄送 and 评论 bring the ticket to who could not open it, until it is marked as read', async () => {
  expect((await warehouse.get(`/tickets/${number}`)).status).toBe(404);
  const action = `/tickets/${number}/copies`;
  const page = await engineer.get(action);
  const asked = formFields(page.text, action);
  expect((await engineer.post(action, asked)).status).toBe(422);
  const person = String(await personId(database.db, 'warehouse'));
  await engineer.post(action, { ...asked, 'person.id': [person], note: '请备料' });
  const list = await warehouse.get('/tasks?view=copied');
  for (const part of ['抄送我的 1', number, '请备料', '张伟']) expect(wordsOf(list.text)).toContain(part);
  const receipt = `/tickets/${number}/copy-receipt`;
  await warehouse.post(receipt, formFields(list.text, receipt));
  expect(wordsOf((await warehouse.get('/tasks?view=copied')).text)).not.toContain('抄送我的 1');

  const comments = `/tickets/${number}/comments`;
  const ticket = await warehouse.get(`/tickets/${number}`);
  const fields = formFields(ticket.text, comments);
  const unknown = await warehouse.post(comments, { ...fields, text: '@查无此人 <i>' });
  expect(unknown.status).toBe(422);
  expect(unknown.text).toContain('@查无此人 &lt;i&gt;</textarea>');
  await warehouse.post(comments, { ...fields, text: '@张伟 料已备齐' });
  expect(wordsOf((await engineer.get(`/tickets/${number}`)).text)).toContain('@张伟 料已备齐');
  expect(wordsOf((await engineer.get('/tasks?view=copied')).text)).toContain('在评论中提到');
});
