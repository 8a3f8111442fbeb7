import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { csrfTokenOf, type HttpPerson } from '../support/httpPerson.js';
import { personAt, personId } from '../support/remoteServiceTicket.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let second: HttpPerson;
let token: string;
let secondToken: string;

beforeAll(async () => {
  database = await createTestDatabase('demo');
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  second = await personAt(app, 'owner2');
  token = csrfTokenOf((await owner.get('/account')).text);
  secondToken = csrfTokenOf((await second.get('/account')).text);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const begin = async (key = 'remote-service') =>
  String((await owner.post(`/processes/${key}/drafts`, { _csrf: token })).location);

const call = async (person: HttpPerson, method: string, path: string, body?: unknown) => {
  const answer = await person.send(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': person === owner ? token : secondToken },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: answer.text === '' ? null : JSON.parse(answer.text) };
};
const xmlOf = async (draft: string) => (await owner.get(`${draft}/diagram`)).text;

describe('a draft', () => {
  test('begins with the published diagram and is saved as one works', async () => {
    const draft = await begin();
    const published = await database.db('process_definitions').where({ key: 'remote-service' }).first('xml');
    const xml = await xmlOf(draft);
    expect(xml).toBe(published.xml);
    const changed = xml.replaceAll('远程指导服务', '电话指导服务');
    const saved = await call(owner, 'PUT', `${draft}/diagram`, { xml: changed, revision: 1 });
    expect(saved).toEqual({
      status: 200,
      json: { revision: 2, savedAt: app.clock.now().toISOString() },
    });
    expect(await xmlOf(draft)).toBe(changed);
    expect((await owner.get(draft)).status).toBe(200);
    const again = await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(again.status).toBe(409);
    expect(again.json.message).toContain('您在另一窗口');
    expect(await xmlOf(draft)).toBe(changed);
  });

  test('is written by one at a time: who has it is named, and a lock that nobody renews ends', async () => {
    const draft = await begin();
    const xml = await xmlOf(draft);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(200);
    const other = await call(second, 'POST', `${draft}/lock`);
    expect(other).toMatchObject({ status: 409, json: { holder: '唐晓峰' } });
    const write = await call(second, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(write).toMatchObject({ status: 409, json: { message: expect.stringContaining('唐晓峰') } });
    expect((await second.get(draft)).text).toContain('唐晓峰正在编辑');
    app.clock.advance({ minutes: 3 });
    expect((await call(second, 'POST', `${draft}/lock`)).status).toBe(200);
    expect((await call(owner, 'DELETE', `${draft}/lock`)).status).toBe(204);
    expect((await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 })).status).toBe(409);
    expect((await call(second, 'DELETE', `${draft}/lock`)).status).toBe(204);
    expect((await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 })).status).toBe(200);
  });

  test.each([
    ['no XML', 'nonsense', 422],
    [
      'an entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
      422,
    ],
    ['no process', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>', 422],
    ['more than 2 MB', `<x>${'长'.repeat(750_000)}</x>`, 422],
    ['more than anybody sends', 'x'.repeat(5_000_000), 413],
    ['no text at all', { a: 1 }, 422],
  ])('that is %s is refused in Chinese', async (_what, xml, status) => {
    const draft = await begin();
    const answer = await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(answer.status).toBe(status);
    expect(answer.json.message).toMatch(/[一-鿿]/);
    expect((await database.db('process_drafts').orderBy('id', 'desc').first('revision')).revision).toBe(1);
  });

  test('tells everything that keeps it from being published', async () => {
    const draft = await begin();
    const xml = await xmlOf(draft);
    const problemsOf = async (text: string) =>
      (await call(owner, 'POST', `${draft}/check`, { xml: text })).json.problems.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      );
    expect(await problemsOf(xml)).toEqual([]);
    expect(
      await problemsOf(xml.replace('camunda:formKey="service-feedback"', 'camunda:formKey="no-form"')),
    ).toEqual([expect.objectContaining({ elementId: 'feedback', message: '表单「no-form」不存在。' })]);
    expect(await problemsOf(xml.replaceAll('"remote-service"', '"other-service"'))).toEqual([
      expect.objectContaining({
        mend: expect.objectContaining({ kind: 'setProcessId', id: 'remote-service' }),
      }),
    ]);
  });

  test('offers what the pickers need', async () => {
    const { json } = await call(owner, 'GET', `${await begin()}/choices`);
    expect(json.groups).toContainEqual({ id: 'service-clerk', name: '技术服务部文员' });
    expect(json.persons).toContainEqual({ id: expect.any(Number), name: '张伟', department: '售后服务部' });
    expect(json.forms).toContainEqual({ key: 'service-feedback', title: expect.any(String), changed: false });
    expect(json.topics.map(({ id }: { id: string }) => id)).toContain('startTicket');
    expect(json.variables).toContainEqual(expect.objectContaining({ name: 'symptom', title: '故障现象' }));
  });

  test('of a process with owners of its own is for them and the auditor only', async () => {
    const draft = await begin('installation');
    const personal = { processKey: 'installation', personId: await personId(database.db, 'owner2') };
    await database.db('process_owners').insert(personal);
    expect((await owner.get(draft)).status).toBe(403);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(403);
    expect((await owner.post('/processes/installation/drafts', { _csrf: token })).status).toBe(403);
    expect((await second.get(draft)).status).toBe(200);
    expect((await (await personAt(app, 'auditor')).get(draft)).text).toContain('只有流程负责人可以编辑流程');
    await database.db('process_owners').where(personal).delete();
  });
});
