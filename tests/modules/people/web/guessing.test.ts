import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guessLimits } from '../../../../src/modules/people/model/guessing.js';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { type Answer, csrfTokenOf, HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;

beforeEach(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db, guessLimits, publicUrl: 'http://service.example.com' });
});
afterEach(async () => {
  await app.stop();
  await database.destroy();
});

const right = 'serviceflow';

/** One attempt of a browser that stands behind an address. */
async function attempt(
  browser: HttpPerson,
  address: string,
  login: string,
  password: string,
): Promise<Answer> {
  const from = { 'x-forwarded-for': address };
  const _csrf = csrfTokenOf((await browser.get('/session/new', from)).text);
  return browser.post('/session', { _csrf, login, password }, from);
}

const statusOf = async (
  address: string,
  login: string,
  password: string,
  browser = new HttpPerson(app.url),
) => (await attempt(browser, address, login, password)).status;

async function failures(
  count: number,
  address: (index: number) => string,
  login = 'admin',
): Promise<number[]> {
  const statuses = [];
  for (let index = 0; index < count; index += 1)
    statuses.push(await statusOf(address(index), login, 'wrong'));
  return statuses;
}

test('one account from one address is slowed, on every node, and gets its turn after the wait', async () => {
  const other = await startTestApp({ db: database.db, guessLimits, clock: app.clock });
  expect(await failures(5, () => '10.0.0.1')).toEqual([401, 401, 401, 401, 401]);
  const refused = await attempt(new HttpPerson(app.url), '10.0.0.1', 'admin', right);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  expect(wordsOf(refused.text)).toContain('密码错误次数过多，请 30 秒后再试。忘记密码请联系系统管理员。');
  expect(await statusOf('10.0.0.1', 'Admin ', right)).toBe(429);
  expect(await statusOf('10.0.0.2', 'admin', right)).toBe(303);
  expect(await statusOf('10.0.0.1', 'desk', right)).toBe(303);
  await other.stop();

  app.clock.advance({ milliseconds: 30_000 });
  expect(await statusOf('10.0.0.1', 'admin', 'wrong')).toBe(401);
  app.clock.advance({ milliseconds: 59_000 });
  expect(await statusOf('10.0.0.1', 'admin', right)).toBe(429);
  app.clock.advance({ milliseconds: 1_000 });
  expect(await statusOf('10.0.0.1', 'admin', right)).toBe(303);
  expect(await failures(5, () => '10.0.0.1')).toEqual([401, 401, 401, 401, 401]);
});

test('many at once count as many', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 12 }, () => statusOf('10.0.0.1', 'admin', 'wrong')),
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
});

describe('an attack from many addresses', () => {
  test('slows the account for strangers, and never for a browser that knows it', async () => {
    const [home, stranger] = [new HttpPerson(app.url), new HttpPerson(app.url)];
    expect(await statusOf('10.9.9.9', 'admin', right, home)).toBe(303);
    expect(await statusOf('10.9.9.8', 'desk', right, stranger)).toBe(303);
    const statuses = await failures(22, (index) => `10.0.1.${index}`);
    expect(statuses.slice(0, 20)).not.toContain(429);
    expect(statuses.slice(20)).toEqual([429, 429]);
    expect(await statusOf('10.9.9.9', 'admin', right)).toBe(429);
    await home.get('/session/new');
    const token = csrfTokenOf((await home.get('/account')).text);
    await home.post('/session/end', { _csrf: token });
    expect(await statusOf('10.0.1.1', 'admin', right, home)).toBe(303);
    const strangersToken = csrfTokenOf((await stranger.get('/account')).text);
    await stranger.post('/session/end', { _csrf: strangersToken });
    expect(await statusOf('10.9.9.9', 'admin', right, stranger)).toBe(429);
    app.clock.advance({ minutes: 5 });
    expect(await statusOf('10.9.9.7', 'admin', right)).toBe(303);
  });

  test('is slowed when it tries many accounts from one address; what was typed is not kept', async () => {
    const statuses = [];
    for (let index = 0; index < 52; index += 1)
      statuses.push(await statusOf('10.0.0.1', `somebody${index}`, 'wrong'));
    expect(statuses.slice(48)).toEqual([401, 401, 429, 429]);
    expect(JSON.stringify(await database.db('guesses').select())).not.toContain('somebody');
  });
});

test('who is logged in cannot guess the password either: neither to change it nor to confirm', async () => {
  const desk = await personAt(app, 'desk');
  const _csrf = csrfTokenOf((await desk.get('/account')).text);
  const next = '海风吹过二十六号老码头上';
  const change = (current: string, repeated = next) =>
    desk.post('/account/password', { _csrf, current, next, repeated });
  for (let index = 0; index < 8; index += 1) expect((await change(right, 'another')).status).toBe(422);
  for (let index = 0; index < 3; index += 1) expect((await change('wrong')).status).toBe(422);
  const confirm = () => desk.post('/account/confirmation', { _csrf, password: 'wrong', returnTo: '/tasks' });
  expect([(await confirm()).status, (await confirm()).status]).toEqual([422, 422]);
  const refused = await confirm();
  expect([refused.status, wordsOf(refused.text)]).toEqual([429, expect.stringContaining('请 30 秒后再试')]);
  expect((await change(right)).status).toBe(429);
  app.clock.advance({ minutes: 1 });
  expect((await change(right)).status).toBe(303);
});

describe('a new password', () => {
  const refused: Record<string, string> = {
    老码头上的海风吹来: '12 到 200',
    'zhangwei2026!': '太容易被猜到',
    zhangwei19880808: '太容易被猜到',
    'Admin@123456': '太容易被猜到',
    '1qaz2wsx3edc': '太容易被猜到',
    woaini1314520: '太容易被猜到',
    haiyanjidian2026: '太容易被猜到',
    张伟张伟张伟张伟张伟张伟: '太容易被猜到',
    'serviceflow-engineer': '太容易被猜到',
  };

  test('is refused when it is short, common, or made of the names of the person and the company', async () => {
    const company = { name: '青岛海晏机电有限公司', address: '', phone: '', logo: null };
    await database
      .db('settings')
      .where({ key: 'company' })
      .update({ value: JSON.stringify(company) });
    const person = await personAt(app, 'engineer');
    const _csrf = csrfTokenOf((await person.get('/account')).text);
    for (const [next, reason] of Object.entries(refused)) {
      const answer = await person.post('/account/password', { _csrf, current: right, next, repeated: next });
      expect([answer.status, wordsOf(answer.text)], next).toEqual([422, expect.stringContaining(reason)]);
      expect(answer.text).not.toContain(next);
    }
  });

  test('is told to its owner by mail', async () => {
    const person = await personAt(app, 'engineer');
    const _csrf = csrfTokenOf((await person.get('/account')).text);
    const next = '海风吹过二十六号老码头上';
    await person.post('/account/password', { _csrf, current: right, next, repeated: next });
    const [mail] = await database.db('mails').where({ recipient: 'engineer@example.com' });
    expect(mail).toMatchObject({ subject: '【账户安全】密码已更改', ticketId: null });
    expect(mail.body).toContain('如非您本人的意思');
  });
});

test('people who log in at the same moment do not slow each other, whichever attempt is counted first', async () => {
  expect(await statusOf('10.0.0.9', 'desk', 'wrong')).toBe(401);
  app.clock.advance({ milliseconds: -20 });
  expect(await statusOf('10.0.0.9', 'clerk', right)).toBe(303);
});
