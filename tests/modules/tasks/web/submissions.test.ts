import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRow } from '../../../../src/modules/tickets/store/tasks.js';
import { remoteServiceForms } from '../../../support/company/remoteServiceForms.js';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { watchStatements } from '../../../support/databases/watchStatements.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import type { Answer, Fields, HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { prepareCompletion } from '../../../support/http/workByHttp.js';

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

/** What one request answers and how often it reads what a ticket is made of. */
async function watch(request: () => Promise<Answer>) {
  let answer: Answer | undefined;
  const statements = await watchStatements(database.db, async () => {
    answer = await request();
  });
  const count = (pattern: RegExp) => statements.filter((sql) => pattern.test(sql)).length;
  return {
    status: answer?.status,
    text: answer?.text ?? '',
    location: answer?.location ?? '',
    reads: {
      task: count(/^select \* from tasks where id = /),
      ticket: count(/^select \* from tickets where (id|number) = /),
      definition: count(/^select .* from process_definitions/),
      trace: count(/^select .* from (audit_events|mails|ticket_copies) where ticket_id = /),
    },
  };
}

const once = { task: 1, ticket: 1, definition: 0, trace: 0 };

/** The fields of a question's page and what is typed into it. */
async function answerOf(person: HttpPerson, path: string, typed: Fields): Promise<Fields> {
  return { ...formFields((await person.get(path)).text, path), ...typed };
}

describe('a submission reads its task and ticket once, and no history', () => {
  test('提交', async () => {
    const path = `/tasks/${task.id}/completion`;
    const body = await prepareCompletion(engineer, task.id, guidance);
    const done = await watch(() => engineer.post(path, body));
    expect([done.status, done.reads]).toEqual([303, once]);
    const again = await watch(() => engineer.post(path, body));
    expect([again.status, again.reads]).toEqual([303, once]);
  });

  test.each(['draft', 'record', 'delegate'])('%s', async (action) => {
    const body = await prepareCompletion(engineer, task.id, { ...guidance, _action: action });
    const done = await watch(() =>
      engineer.post(`/tasks/${task.id}/completion`, { ...body, _action: action }),
    );
    expect([done.status, done.reads]).toEqual([303, once]);
  });

  test('转办, 委派 and 交回', async () => {
    const colleague = await personAt(app, 'engineer2');
    const person = String(await personId(database.db, 'engineer2'));
    const delegation = `/tasks/${task.id}/delegation`;
    const lend = await answerOf(engineer, delegation, { 'person.id': person, reason: '请先诊断' });
    const lent = await watch(() => engineer.post(delegation, lend));
    expect([lent.status, lent.reads]).toEqual([303, once]);
    const filled = await colleague.get(`/tasks/${task.id}`);
    const fields = formFields(filled.text, `/tasks/${task.id}/completion`);
    const back = await watch(() =>
      colleague.post(`/tasks/${task.id}/completion`, { ...fields, _action: 'giveBack' }),
    );
    expect([back.status, back.reads]).toEqual([303, once]);
    const reassignment = `/tasks/${task.id}/reassignment`;
    const give = await answerOf(engineer, reassignment, { 'person.id': person, reason: '外出' });
    const given = await watch(() => engineer.post(reassignment, give));
    expect([given.status, given.reads]).toEqual([303, once]);
  });

  test('退回', async () => {
    const path = `/tasks/${task.id}/return`;
    const typed = { to: 'arrangeEngineer', mode: 'again', reason: '派错了人' };
    const body = await answerOf(engineer, path, typed);
    const done = await watch(() => engineer.post(path, body));
    expect([done.status, done.reads.ticket]).toEqual([303, 1]);
  });

  test('发起 and its draft', async () => {
    const page = await desk.get('/tickets/new/remote-service');
    const body = { ...formFields(page.text, '/tickets'), ...remoteServiceForms['remote-service-request'] };
    const start = { task: 0, ticket: 1, definition: 1, trace: 0 };
    const kept = await watch(() => desk.post('/tickets/draft', body));
    expect([kept.status, kept.reads]).toEqual([303, { ...start, ticket: 0 }]);
    const done = await watch(() => desk.post('/tickets', { ...body, _action: 'complete' }));
    expect([done.status, done.reads]).toEqual([303, start]);
  });
});

test('a refused form loads its page once', async () => {
  const body = await prepareCompletion(engineer, task.id, { ...guidance, hours: 'viele' });
  const refused = await watch(() => engineer.post(`/tasks/${task.id}/completion`, body));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="viele"');
  expect(refused.reads.trace).toBe(3);
});

test('a form of a task that is none of a person’s business is not there', async () => {
  const body = await prepareCompletion(engineer, task.id, guidance);
  const warehouse = await personAt(app, 'warehouse');
  const token = formFields((await warehouse.get('/account')).text, '/session/end')._csrf;
  const { _revision = '' } = body;
  const questions = {
    delegation: { _revision },
    reassignment: { _revision },
    return: { _revision },
    withdrawal: {},
  };
  const bodies: Record<string, Fields> = { completion: body, draft: body, records: body, ...questions };
  for (const [path, sent] of Object.entries(bodies))
    expect([
      path,
      (await warehouse.post(`/tasks/${task.id}/${path}`, { ...sent, _csrf: token ?? '' })).status,
    ]).toEqual([path, 404]);
});

describe('files that a submission brings', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const rows = async () => Number((await database.db('attachments').count({ count: '*' }).first())?.count);

  /** Posts as a browser without JavaScript does, with a photo chosen in the field. */
  function postPhoto(person: HttpPerson, path: string, fields: Fields, field: string): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    body.append(field, new Blob([png]), '端子.png');
    return person.send(path, { method: 'POST', body });
  }

  test('leave no row when it is refused or fails, and say so at their field', async () => {
    const before = await rows();
    const path = `/tasks/${task.id}/completion`;
    const right = await prepareCompletion(engineer, task.id, guidance);
    const wrongs: Fields[] = [{ hours: 'viele' }, { diagnosis: '' }];
    for (const wrong of wrongs) {
      const refused = await postPhoto(engineer, path, { ...right, ...wrong }, 'guidanceFiles.file');
      expect(refused.status).toBe(422);
      expect(wordsOf(refused.text)).toContain('「端子.png」没有随表单保存，改正后请重新选择。');
      expect(refused.text).toContain('指导客户紧固端子并试机两次');
      expect(refused.text).not.toContain('name="guidanceFiles.0.id"');
    }
    const stale = await postPhoto(engineer, path, { ...right, _revision: '77' }, 'guidanceFiles.file');
    expect(stale.status).toBe(409);
    const page = await desk.get('/tickets/new/remote-service');
    const request = { ...formFields(page.text, '/tickets'), ...remoteServiceForms['remote-service-request'] };
    const start = await postPhoto(desk, '/tickets', { ...request, symptom: '' }, 'attachments.file');
    expect(start.status).toBe(422);
    expect(wordsOf(start.text)).toContain('「端子.png」没有随表单保存');
    const comments = `/tickets/${number}/comments`;
    const fields = formFields((await engineer.get(`/tickets/${number}`)).text, comments);
    const said = await postPhoto(engineer, comments, { ...fields, text: '@查无此人' }, 'files');
    expect(said.status).toBe(422);
    expect(await rows()).toBe(before);
  });

  test('belong to the ticket with it, once when it is sent twice', async () => {
    const before = await rows();
    const path = `/tasks/${task.id}/completion`;
    const right = await prepareCompletion(engineer, task.id, guidance);
    for (const _time of [1, 2])
      expect((await postPhoto(engineer, path, right, 'guidanceFiles.file')).status).toBe(303);
    expect(await rows()).toBe(before + 1);
    const row = await database.db('attachments').orderBy('id', 'desc').first();
    expect(row).toMatchObject({ ticketId: task.ticketId, name: '端子.png', mediaType: 'image/png' });
  });

  test('stay with a draft, and with a form to which a row is added', async () => {
    const right = await prepareCompletion(engineer, task.id, guidance);
    const more = { ...right, _action: 'addRow:contacts' };
    const grown = await postPhoto(engineer, `/tasks/${task.id}/completion`, more, 'guidanceFiles.file');
    expect([grown.status, grown.text.includes('name="guidanceFiles.0.id"')]).toEqual([200, true]);
    const kept = await postPhoto(engineer, `/tasks/${task.id}/draft`, right, 'guidanceFiles.file');
    expect(kept.status).toBe(303);
    expect((await engineer.get(`/tasks/${task.id}`)).text).toContain('name="guidanceFiles.0.id"');
  });
});
