import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import { csrfTokenOf, HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

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
afterEach(() => database.db('log_ins').delete());

const isIn = async (person: HttpPerson) => (await person.get('/tasks')).status === 200;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Sends the form of a page with what is typed into it. */
async function submit(person: HttpPerson, page: string, action: string, typed: Record<string, string>) {
  const { text } = await person.get(page);
  return person.post(action, { ...formFields(text, action), ...typed });
}

describe('a log-in ends', () => {
  test('on all other devices when the person changes the password; this one goes on under another id', async () => {
    const [here, there] = [await personAt(app, 'desk2'), await personAt(app, 'desk2')];
    const thief = new HttpPerson(app.url);
    thief.stealCookies(here);
    const next = '海风吹过二十六号老码头上';
    const change = { current: 'serviceflow', next, repeated: next };
    const wrong = await submit(here, '/account', '/account/password', { ...change, current: 'wrong' });
    expect([wrong.status, await isIn(there)]).toEqual([422, true]);
    expect((await submit(here, '/account', '/account/password', change)).status).toBe(303);
    expect([await isIn(here), await isIn(there), await isIn(thief)]).toEqual([true, false, false]);
  });

  test('everywhere when an administrator resets the password', async () => {
    const [person, admin] = [await personAt(app, 'engineer2'), await personAt(app, 'admin')];
    const id = await personId(database.db, 'engineer2');
    const path = `/directory/persons/${id}/password`;
    expect((await submit(admin, `/directory/persons/${id}`, path, {})).status).toBe(200);
    expect([await isIn(person), await isIn(admin)]).toEqual([false, true]);
  });

  test('at the list of log-ins, which names device and address', async () => {
    const [here, there] = [await personAt(app, 'desk'), new HttpPerson(app.url)];
    const _csrf = csrfTokenOf((await there.get('/session/new')).text);
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
    await there.post('/session', { _csrf, login: 'desk', password: 'serviceflow' }, { 'user-agent': chrome });
    const words = wordsOf((await here.get('/account')).text);
    expect(words).toContain('Chrome（Windows） 127.0.0.1，');
    expect(words.match(/本机/g)).toHaveLength(1);
    const answer = await submit(here, '/account', '/account/log-ins/others', {});
    expect([answer.status, await isIn(here), await isIn(there)]).toEqual([303, true, false]);
    expect(wordsOf((await here.get('/account')).text)).not.toContain('结束其他登录');
  });

  test('after 24 hours, even when it is in use; what the session kept goes with it', async () => {
    const person = await personAt(app, 'desk');
    await submit(person, '/tickets', '/tickets/search', { text: '海晏' });
    const kept = async () => JSON.stringify(await database.db('sessions').select('sess')).includes('海晏');
    await database.db('log_ins').update({ beganAt: hoursAgo(23.9) });
    expect(await isIn(person)).toBe(true);
    expect(await kept()).toBe(true);
    await database.db('log_ins').update({ beganAt: hoursAgo(24.1) });
    expect((await person.get('/tickets')).location).toBe('/session/new?returnTo=%2Ftickets');
    expect(await kept()).toBe(false);
  });

  test('at the button, and says so', async () => {
    const person = await personAt(app, 'desk');
    const _csrf = csrfTokenOf((await person.get('/account')).text);
    const answer = await person.post('/session/end', { _csrf });
    expect(wordsOf((await person.get(answer.location as string)).text)).toContain('您已退出登录');
    expect(await database.db('log_ins')).toEqual([]);
  });
});

test('who has not logged in has no session: pages, refusals and wrong passwords write none', async () => {
  const before = await database.db('sessions').select('sid');
  const stranger = new HttpPerson(app.url);
  const page = await stranger.get('/session/new');
  const answers = [page, await stranger.get('/tasks'), await stranger.get('/nothing-here')];
  const _csrf = csrfTokenOf(page.text);
  answers.push(await stranger.post('/session', { _csrf, login: 'desk', password: 'wrong' }));
  answers.push(await stranger.post('/session', { _csrf: 'made up', login: 'desk', password: 'serviceflow' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 303, 404, 401, 403]);
  expect(stranger.cookies).not.toContain('serviceflow=');
  expect(await database.db('sessions').select('sid')).toEqual(before);
});

test('over HTTPS every cookie is for this host alone', async () => {
  const other = await startTestApp({ db: database.db, publicUrl: 'https://service.example.com' });
  const proxy = { 'x-forwarded-proto': 'https' };
  const person = new HttpPerson(other.url);
  const page = await person.get('/session/new', proxy);
  const credentials = { _csrf: csrfTokenOf(page.text), login: 'desk', password: 'serviceflow' };
  const answers = [page, await person.post('/session', credentials, proxy)];
  answers.push(await person.get('/account', proxy));
  const _csrf = csrfTokenOf(answers[2]!.text);
  answers.push(await person.post('/account/theme', { _csrf, theme: 'dark' }, proxy));
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
  expect(new Set(cookies.map((cookie) => cookie.split('=')[0]))).toEqual(
    new Set(['__Host-form', '__Host-serviceflow', '__Host-devices', '__Host-theme']),
  );
  for (const cookie of cookies) expect(cookie).toMatch(/Path=\/;(?!.*Domain=).*Secure/);
  expect((await person.get('/tasks', proxy)).text).toContain('data-bs-theme="dark"');
  await other.stop();
});

describe('what changes permissions or keys, or takes personal data out, asks for the password again', () => {
  let admin: HttpPerson;
  beforeEach(async () => {
    admin = await personAt(app, 'admin');
    await database.db('log_ins').update({ confirmedAt: hoursAgo(0.26) });
  });

  test('a form waits for it with what was typed', async () => {
    const id = await personId(database.db, 'engineer');
    const path = `/directory/persons/${id}`;
    const asked = await submit(admin, `${path}/edit`, path, { phone: '13900001111' });
    expect([asked.status, wordsOf(asked.text)]).toEqual([403, expect.stringContaining('请再输入一次密码')]);
    const phone = async () => (await database.db('persons').where({ id }).first()).phone;
    expect(await phone()).not.toBe('13900001111');

    const waiting = formFields(asked.text, path);
    expect(waiting).toMatchObject({ phone: ['13900001111'], name: ['张伟'] });
    const wrong = await admin.post(path, { ...waiting, _confirmation: 'wrong' });
    expect([wrong.status, wordsOf(wrong.text)]).toEqual([422, expect.stringContaining('密码不正确')]);
    expect(formFields(wrong.text, path)).toMatchObject({ phone: ['13900001111'] });
    expect(wrong.text).not.toContain('value="wrong"');
    expect(await phone()).not.toBe('13900001111');

    expect((await admin.post(path, { ...waiting, _confirmation: 'serviceflow' })).status).toBe(303);
    expect(await phone()).toBe('13900001111');
    expect((await submit(admin, `${path}/edit`, path, { phone: '13900002222' })).status).toBe(303);
  });

  test('a download goes on after it', async () => {
    const asked = await admin.get('/directory/export');
    expect(asked.location).toBe('/account/confirmation?returnTo=%2Fdirectory%2Fexport');
    const page = await admin.get(asked.location as string);
    const typed = formFields(page.text, '/account/confirmation');
    expect((await admin.post('/account/confirmation', { ...typed, password: 'wrong' })).status).toBe(422);
    const answer = await admin.post('/account/confirmation', { ...typed, password: 'serviceflow' });
    expect(answer.location).toBe('/directory/export');
    expect((await admin.get('/directory/export')).headers.get('content-disposition')).toContain('.xlsx');
  });

  test.each([
    ['post', '/settings/mail'],
    ['post', '/settings/publishing'],
    ['post', '/processes/remote-service/owners'],
    ['post', '/directory/positions'],
    ['post', '/directory/imports/1/confirmation'],
    ['post', '/directory/persons/2/password'],
    ['post', '/directory/persons/2/departure'],
    ['post', '/register/export'],
    ['post', '/audit/search/workbook'],
    ['post', '/audit/tickets/YC-20261123-0001/export'],
    ['get', '/exports/1/file'],
  ])('%s %s', async (method, path) => {
    const _csrf = csrfTokenOf((await admin.get('/account')).text);
    const answer = method === 'get' ? await admin.get(path) : await admin.post(path, { _csrf });
    if (method === 'get') expect(answer.location).toContain('/account/confirmation');
    else expect(wordsOf(answer.text)).toContain('请再输入一次密码');
  });
});
