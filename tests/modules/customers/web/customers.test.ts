import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let clerk: HttpPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  clerk = await personAt(app, 'clerk');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const post = async (path: string, page: string, typed: Record<string, string>, action = path) => {
  const { text } = await clerk.get(page);
  return clerk.post(path, { ...formFields(text, action), ...typed });
};

describe('the list', () => {
  test('keeps searched text out of every address', async () => {
    const token = csrfTokenOf((await clerk.get('/customers')).text);
    const answer = await clerk.post('/customers/filter', { _csrf: token, text: '0536-7223' });
    expect([answer.status, answer.location]).toEqual([303, '/customers']);
    const found = wordsOf((await clerk.get('/customers')).text);
    expect(found).toContain('潍坊鲁东造纸股份有限公司');
    expect(found).not.toContain('烟台港联');
    await clerk.post('/customers/filter', { _csrf: token, text: '' });
    expect(wordsOf((await clerk.get('/customers')).text)).toContain('烟台港联');
  });

  test('offers an addition to those who may', async () => {
    expect((await clerk.get('/customers')).text).toContain('href="/customers/new"');
    expect((await (await personAt(app, 'engineer')).get('/customers')).text).not.toContain('/customers/new');
  });

  test('turns pages by ids and takes no others', async () => {
    const first = await database.db('customers').min({ id: 'id' }).first();
    expect(wordsOf((await clerk.get(`/customers?after=${first?.id}`)).text)).toContain('还没有客户');
    for (const after of ['0', '-1', '1 or 1=1', '9'.repeat(30), 'a']) {
      expect((await clerk.get(`/customers?after=${encodeURIComponent(after)}`)).status).toBe(200);
    }
  });
});

describe('a form', () => {
  test('that is refused shows each error at its field and keeps what was typed', async () => {
    const answer = await post('/customers', '/customers/new', { name: '', phone: '123', note: '<b>记</b>' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="f-name-error"|id="[^"]*name-error"/);
    expect(answer.text).toContain('value="123"');
    expect(answer.text).toContain('&lt;b&gt;记&lt;/b&gt;');
    expect(answer.text).not.toContain('<b>记</b>');
  });

  test.each([
    ['a name of 300 characters', { name: '长'.repeat(300) }],
    ['an unknown field', { name: '好', mergedInto: '1' }],
    ['a control character', { name: 'a\u0000b' }],
    ['a tax number that is none', { name: '好', taxNumber: '=1+1' }],
  ])('refuses %s', async (_what, typed) => {
    const before = await database.db('customers').count({ count: '*' });
    expect((await post('/customers', '/customers/new', typed)).status).toBe(422);
    expect(await database.db('customers').count({ count: '*' })).toEqual(before);
  });

  test('of a record of another customer, or of no such kind, is not there', async () => {
    const product = await database.db('products').orderBy('id', 'desc').first();
    expect((await clerk.get(`/customers/${product.customerId}/products/${product.id}/edit`)).status).toBe(
      200,
    );
    for (const path of [
      `/customers/1/products/${product.id}/edit`,
      '/customers/1/secrets/new',
      '/customers/1/__proto__/new',
      '/customers/999999',
      '/customers/999999/edit',
      '/customers/abc',
    ]) {
      expect((await clerk.get(path)).status, path).toBe(404);
    }
    const stolen = await post(
      `/customers/1/products/${product.id}`,
      '/customers/1/products/new',
      { name: '抢' },
      '/customers/1/products',
    );
    expect(stolen.status).toBe(404);
    expect(await database.db('products').where({ id: product.id }).first()).toMatchObject({
      name: product.name,
    });
  });

  test('sent by two at once is saved once', async () => {
    const path = '/customers/2';
    const { text } = await clerk.get(`${path}/edit`);
    const typed = { ...formFields(text, path), note: '改' };
    const answers = await Promise.all([
      clerk.post(path, typed),
      clerk.post(path, { ...typed, note: '改二' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('products and contracts are not removed', async () => {
    const product = await database.db('products').first();
    const token = csrfTokenOf((await clerk.get('/customers')).text);
    const answer = await clerk.post(`/customers/${product.customerId}/products/${product.id}/removal`, {
      _csrf: token,
      _revision: '1',
    });
    expect(answer.status).toBe(404);
    expect(await database.db('products').where({ id: product.id })).toHaveLength(1);
  });
});

test("a customer's page tells warranty, contract and history, and tickets that the person may see", async () => {
  const words = wordsOf((await clerk.get('/customers/1')).text);
  for (const part of ['已过保', '有效', '¥28,600.00', '修改记录', '二期厂区', '马晓燕'])
    expect(words).toContain(part);
});
