import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type Fields, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let second: HttpPerson;
let draft: string;

const key = 'voucher-check';

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  second = await personAt(app, 'owner2');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});
beforeEach(async () => {
  draft = String((await submit(owner, '/processes/onsite-service/drafts', {})).location);
});

async function submit(person: HttpPerson, path: string, fields: Fields) {
  return person.post(path, { _csrf: csrfTokenOf((await person.get('/account')).text), ...fields });
}

const path = () => `${draft}/forms/${key}`;

/** The text in the editor, as a browser reads it from the page. */
async function textOf(page: string): Promise<string> {
  const [, text = ''] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec((await owner.get(page)).text) ?? [];
  return text.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

async function save(person: HttpPerson, schema: string, revision: number) {
  return submit(person, path(), { schema, revision: String(revision), _action: 'save' });
}

const withTitle = (text: string, title: string) => text.replace(/"title": "[^"]*"/, `"title": "${title}"`);

describe('a form in a draft', () => {
  test('is changed as text, shown again, compared, and dropped', async () => {
    const text = await textOf(path());
    expect(JSON.parse(text)).toMatchObject({ $id: key });
    const saved = await save(owner, withTitle(text, '交单复核'), 0);
    expect(saved).toMatchObject({ status: 303, location: path() });
    expect(await textOf(path())).toBe(withTitle(text, '交单复核'));
    expect(wordsOf((await owner.get(`${draft}/forms`)).text)).toContain('交单复核 已修改');
    expect(wordsOf((await owner.get(`${draft}/comparison`)).text)).toContain('1 张表单有变化');
    const events = await database.db('process_draft_events').orderBy('id', 'desc').limit(1);
    expect(events).toMatchObject([{ action: 'form-changed', note: key, actorName: '唐晓峰' }]);
    expect((await submit(owner, `${path()}/removal`, {})).status).toBe(303);
    expect(await textOf(path())).toBe(text);
    expect(wordsOf((await owner.get(`${draft}/comparison`)).text)).toContain('没有差别');
  });

  test('is not saved over what somebody else has saved; what was typed stays on the page', async () => {
    const text = await textOf(path());
    await save(owner, withTitle(text, '甲改的'), 0);
    const late = await save(second, withTitle(text, '乙改的'), 0);
    expect(late.status).toBe(409);
    expect(wordsOf(late.text)).toContain('唐晓峰保存过');
    expect(late.text).toContain('乙改的');
    expect(await textOf(path())).toContain('甲改的');
    expect((await save(second, withTitle(text, '乙改的'), 1)).status).toBe(303);
  });

  test.each([
    ['no JSON', (text: string) => text.replace('{', '{{'), '第 1 行：此处应为加引号的名称'],
    [
      'an unknown hint',
      (text: string) => text.replace('"x-ui": {', '"x-ui": { "magic": 1,'),
      'x-ui 中有未知的提示 magic',
    ],
    [
      'a field without a title',
      (text: string) => text.replace(/("properties": \{\s+"\w+": \{\s+)"title": "[^"]*",/, '$1'),
      '缺少标题 title',
    ],
    ['a title that is markup', (text: string) => withTitle(text, '<script>alert(1)</script>'), null],
  ])('with %s', async (_what, change, refusal) => {
    const typed = change(await textOf(path()));
    const answer = await save(owner, typed, 0);
    expect(answer.status).toBe(refusal === null ? 303 : 422);
    const page = refusal === null ? await owner.get(path()) : answer;
    expect(page.text).not.toContain('<script>alert');
    if (refusal !== null) expect(wordsOf(page.text)).toContain(refusal);
  });

  test('starts as a new form, under a key that no other form has', async () => {
    const create = (formKey: string, title: string) => submit(owner, `${draft}/forms`, { formKey, title });
    expect(wordsOf((await create('Bad Key', '')).text)).toContain('请填写表单标题');
    const taken = await create('dispatch-order', '派工');
    expect(taken.status).toBe(422);
    expect(wordsOf(taken.text)).toContain('已有编号相同的表单');
    const made = await create('visit-approval', '上门审批');
    expect(made).toMatchObject({ status: 303, location: `${draft}/forms/visit-approval` });
    expect(wordsOf((await owner.get(`${draft}/forms`)).text)).toContain('还没有环节使用这张表单');
    expect((await owner.get(`${draft}/forms/visit-approval`)).text).toContain('备注');
    expect((await owner.get(`${draft}/forms/..%2f..%2fpackage`)).status).toBe(404);
  });

  test('is read-only for auditors, and for owners while somebody else edits the draft', async () => {
    const auditor = await personAt(app, 'auditor');
    const text = await textOf(path());
    expect((await auditor.get(path())).text).toContain('readonly');
    expect((await save(auditor, text, 0)).status).toBe(403);
    await owner.send(`${draft}/lock`, {
      method: 'POST',
      headers: { 'x-csrf-token': csrfTokenOf((await owner.get('/account')).text) },
    });
    expect(wordsOf((await second.get(path())).text)).toContain('唐晓峰正在编辑');
    const locked = await save(second, withTitle(text, '乙改的'), 0);
    expect(locked.status).toBe(409);
    expect(locked.text).toContain('乙改的');
  });
});

test('two published versions are compared, forms included', async () => {
  await save(owner, withTitle(await textOf(path()), '交单复核'), 0);
  const stamp =
    /name="stamp" value="([^"]*)"/.exec((await owner.get(`${draft}/publication`)).text)?.[1] ?? '';
  const published = await submit(owner, `${draft}/publication`, { stamp, comment: '改名' });
  expect(published.location).toBe('/processes/onsite-service');
  const words = wordsOf((await owner.get('/processes/onsite-service/comparison')).text);
  expect(words).toContain('1 张表单有变化');
  expect(words).toContain('原为 交单核对 → 改为 交单复核');
  expect((await owner.get('/processes/onsite-service/comparison?from=7&to=2')).status).toBe(404);
  const clerk = await personAt(app, 'clerk');
  expect((await clerk.get('/processes/onsite-service/comparison?from=2&to=1')).status).toBe(200);
});
