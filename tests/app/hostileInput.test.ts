import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { openTaskOf, personAt, personId, ticketWaitingFor } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import type { Answer, Fields, HttpPerson } from '../support/http/httpPerson.js';
import { csrfTokenOf } from '../support/http/httpPerson.js';
import {
  claimByHttp,
  completeByHttp,
  postCompletion,
  prepareCompletion,
} from '../support/http/workByHttp.js';
import { fingerprint } from '../support/run/fingerprint.js';

let database: TestDatabase;
let app: TestApp;
let desk: HttpPerson;
let engineer: HttpPerson;
/** A task of the engineer, with what an honest browser would send. */
let taskId: number;
let honest: Fields;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  desk = await personAt(app, 'desk');
  engineer = await personAt(app, 'engineer');
  const { task } = await ticketWaitingFor(app, 'remote-guidance');
  taskId = task.id;
  honest = await prepareCompletion(engineer, taskId, remoteServiceForms['remote-guidance']);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** Sends something that must be refused with a message for people, and change nothing. */
async function expectRefused(status: number, message: RegExp, send: () => Promise<Answer>): Promise<void> {
  const before = await fingerprint(database.db);
  const answer = await send();
  expect({ status: answer.status, text: visible(answer.text) }).toEqual({
    status,
    text: expect.stringMatching(message),
  });
  expect(answer.text).not.toMatch(/node_modules|at \w+ \(|SQLITE|select \*/i);
  expect(await fingerprint(database.db)).toEqual(before);
}

function visible(html: string): string {
  return html
    .replace(/<(script|style|svg|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('a form that no page of the application sends', () => {
  test.each<[string, Fields, RegExp]>([
    ['an unknown field', { isAdmin: 'true' }, /没有“isAdmin”这一项/],
    ['a field of the prototype', { 'constructor.prototype.polluted': 'yes' }, /没有“constructor/],
    ['a row of the prototype', { 'contacts.__proto__.polluted': 'yes' }, /没有“contacts.__proto__/],
    ['an unknown field in a row', { 'contacts.0.salary': '1' }, /没有“contacts.0.salary”这一项/],
    ['a row far outside', { 'contacts.99999.content': 'x' }, /没有“contacts.99999/],
    ['a text for a number', { hours: 'many' }, /请填写数字/],
    ['a number outside its range', { hours: '100000' }, /有 \d+ 处需要修改/],
    ['two values for one', { diagnosis: ['one', 'two'] }, /只能填写一个值/],
    ['a choice that is not offered', { outcome: 'deleted' }, /请从给出的选项中选择/],
    ['a date that does not exist', { 'contacts.0.at': '2026-02-30T10:00' }, /时间不正确/],
    ['control characters', { diagnosis: 'a\u0000b' }, /特殊字符/],
    ['a missing answer', { outcome: '' }, /有 \d+ 处需要修改/],
    ['too long a text', { diagnosis: '长'.repeat(2001) }, /有 \d+ 处需要修改/],
    ['a file that nobody uploaded', attachment(4711), /有 \d+ 处需要修改/],
  ])('%s', async (_name, change, message) => {
    await expectRefused(422, message, () => postCompletion(engineer, taskId, { ...honest, ...change }));
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('a person who is not an engineer', async () => {
    const { task } = await ticketWaitingFor(app, 'technical-service-task');
    const clerk = await personAt(app, 'clerk');
    await claimByHttp(clerk, task.id);
    const notEngineer = String(await personId(database.db, 'accountant'));
    const body = await prepareCompletion(clerk, task.id, {
      ...remoteServiceForms['technical-service-task'],
      engineer: notEngineer,
    });
    await expectRefused(422, /服务工程师/, () => postCompletion(clerk, task.id, body));
  });

  test('a text of 10 MB', async () => {
    const body = { ...honest, diagnosis: 'x'.repeat(10 * 1024 * 1024) };
    await expectRefused(413, /过大.*没有保存/, () => postCompletion(engineer, taskId, body));
  });

  test('ten thousand fields', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`contacts.${index}.content`, 'x']),
    );
    await expectRefused(413, /没有保存/, () => postCompletion(engineer, taskId, { ...honest, ...many }));
  });

  test.each([
    ['JSON that is none', 'application/json', '{"a":'],
    ['JSON where a form belongs', 'application/json', '{"outcome":"solved"}'],
    ['a multipart body without its boundary', 'multipart/form-data', 'x'],
    ['an unknown encoding', 'application/x-www-form-urlencoded; charset=utf-7', 'a=b'],
  ])('%s', async (_name, type, body) => {
    const headers = { 'content-type': type, 'x-csrf-token': String(honest._csrf), accept: 'text/html' };
    const before = await fingerprint(database.db);
    const answer = await engineer.send(`/tasks/${taskId}/completion`, { method: 'POST', headers, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await fingerprint(database.db)).toEqual(before);
  });
});

describe('a task of other people', () => {
  test.each([
    ['engineer2', 403, 409],
    ['manager', 404, 403],
    ['accountant', 404, 403],
  ])('%s can neither submit nor claim it', async (login, toSubmit, toClaim) => {
    const person = await personAt(app, login);
    const _csrf = csrfTokenOf((await person.get('/account')).text);
    await expectRefused(toSubmit, /其他人员办理|找不到/, () =>
      postCompletion(person, taskId, { ...honest, _csrf }),
    );
    await expectRefused(toClaim, /职责范围|已由张伟签收/, () =>
      person.post(`/tasks/${taskId}/claim`, { _csrf }),
    );
  });

  test('the engineer can neither see, claim nor submit the confirmation of their own work (R9)', async () => {
    const { number, task } = await ticketWaitingFor(app, 'customer-confirmation');
    const token = csrfTokenOf((await engineer.get('/tasks')).text);
    expect((await engineer.get('/tasks?view=available')).text).not.toContain(number);
    expect([403, 404]).toContain((await engineer.get(`/tasks/${task.id}`)).status);
    const body = {
      ...remoteServiceForms['customer-confirmation'],
      _csrf: token,
      _revision: String(task.revision),
    };
    const before = await fingerprint(database.db);
    expect([403, 404]).toContain((await engineer.post(`/tasks/${task.id}/claim`, { _csrf: token })).status);
    expect([403, 404]).toContain((await postCompletion(engineer, task.id, body)).status);
    expect(await fingerprint(database.db)).toEqual(before);
  });

  test.each(['0', '-1', '1e3', '1 or 1=1', '99999999999999', '../session', '%00', 'NaN'])(
    'task %s does not exist',
    async (id) => {
      await expectRefused(404, /找不到/, () => engineer.get(`/tasks/${encodeURIComponent(id)}`));
    },
  );
});

describe('an outdated page', () => {
  test('of an older revision is refused', async () => {
    const body = { ...honest, _revision: '0' };
    await expectRefused(409, /刚刚被他人更新/, () => postCompletion(engineer, taskId, body));
  });

  test('of a task that somebody else completed is refused', async () => {
    const { number, task } = await ticketWaitingFor(app, 'customer-confirmation');
    const other = await personAt(app, 'desk2');
    await claimByHttp(desk, task.id);
    const typed = remoteServiceForms['customer-confirmation'];
    const body = await prepareCompletion(desk, task.id, typed);
    await completeByHttp(desk, task.id, typed);
    const token = csrfTokenOf((await other.get('/tasks')).text);
    await expectRefused(409, /王晓燕.*没有生效/, () =>
      postCompletion(other, task.id, { ...body, _csrf: token }),
    );
    await expect(openTaskOf(database.db, number)).rejects.toThrow('no open task');
  });
});

function attachment(id: number): Fields {
  return {
    'guidanceFiles.0.id': String(id),
    'guidanceFiles.0.name': 'x.png',
    'guidanceFiles.0.size': '1',
    'guidanceFiles.0.sha256': '0'.repeat(64),
  };
}
