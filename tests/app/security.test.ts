import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { startByHttp } from '../support/http/workByHttp.js';

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

describe('headers', () => {
  test('every page forbids content from other sites and anything inline', async () => {
    for (const path of ['/session/new', '/nothing-here', '/healthz', '/tasks']) {
      const { headers } = await new HttpPerson(app.url).get(path);
      const policy = new Map(
        (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
          const [name, ...sources] = directive.trim().split(/\s+/);
          return [name, sources.join(' ')];
        }),
      );
      expect(Object.fromEntries(policy)).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self' data: blob:",
        'font-src': "'self'",
        'connect-src': "'self'",
        'form-action': "'self'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
      });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('pages have no inline script or style, and no address of another site', async () => {
    const desk = await personAt(app, 'desk');
    const number = await startByHttp(desk);
    for (const path of [
      '/session/new',
      '/tasks',
      '/tickets/new/remote-service',
      `/tickets/${number}`,
      '/account',
    ]) {
      const { text } = await desk.get(path);
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/);
      expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
      const scripts = text.match(/<script(?![^>]*\bsrc=)[^>]*>/g) ?? [];
      expect(scripts.filter((tag) => !tag.includes('type="application/json"'))).toEqual([]);
    }
  });

  test('scripts and other sites cannot read the session cookie', async () => {
    const person = new HttpPerson(app.url);
    const _csrf = csrfTokenOf((await person.get('/session/new')).text);
    const { headers } = await person.post('/session', { _csrf, login: 'desk', password: 'serviceflow' });
    const cookie = headers.getSetCookie().find((one) => one.startsWith('serviceflow='));
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  });

  test('built files may be cached for ever, pages never', async () => {
    const person = new HttpPerson(app.url);
    const page = await person.get('/session/new');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const style = /href="(\/assets\/app-[^"]+\.css)"/.exec(page.text)?.[1] as string;
    const asset = await person.get(style);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await person.get('/assets/../manifest.json')).status).toBe(404);
  });
});

describe('bodies', () => {
  test.each([
    ['a text of 2 MB', { symptom: 'x'.repeat(2_000_000) }],
    [
      'five thousand fields',
      Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`a${index}`, 'x'])),
    ],
  ])('%s is refused with words', async (_name, fields) => {
    const desk = await personAt(app, 'desk');
    const token = csrfTokenOf((await desk.get('/tasks')).text);
    const answer = await desk.post('/tickets', { _csrf: token, _processKey: 'remote-service', ...fields });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('提交的内容过大');
  });

  test('broken JSON is refused with a message', async () => {
    const desk = await personAt(app, 'desk');
    const token = csrfTokenOf((await desk.get('/tasks')).text);
    const answer = await desk.send('/customers/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token },
      body: '{"q":',
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).message).toContain('格式不正确');
  });

  test('a multipart body sent without a log-in is not read', async () => {
    const body = new FormData();
    body.set('file', new Blob(['x'.repeat(1000)]), 'a.txt');
    const answer = await new HttpPerson(app.url).send('/attachments', { method: 'POST', body });
    expect(answer.status).toBe(403);
  });
});

describe('an expired page', () => {
  test('says so and returns the input, but no password', async () => {
    const desk = await personAt(app, 'desk');
    const answer = await desk.post('/tickets', {
      _processKey: 'remote-service',
      symptom: '面板显示 <E07>',
      'customer.id': '3',
      password: 'geheim-geheim',
    });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('页面已过期');
    expect(answer.text).toContain('面板显示 &lt;E07&gt;');
    expect(answer.text).not.toContain('geheim');
    expect(answer.text).not.toContain('customer.id');
  });
});

describe('an unexpected error', () => {
  test('is shown with a number that is in the log, without technical details', async () => {
    const desk = await personAt(app, 'desk');
    const original = app.runtime.definitions.load;
    app.runtime.definitions.load = async () => {
      throw Object.assign(new Error("insert into customers values ('青岛海晏') - disk I/O error"), {
        code: 'SQLITE_IOERR',
      });
    };
    const answer = await desk.get('/processes/remote-service').finally(() => {
      app.runtime.definitions.load = original;
    });
    expect(answer.status).toBe(500);
    const incident = /E-[0-9A-F]{8}/.exec(answer.text)?.[0];
    expect(incident).toBeDefined();
    expect(answer.text).not.toMatch(/disk I\/O|SQLITE|at \w+ \(|node_modules|青岛海晏/);
    const line = app.log.find((entry) => entry.incident === incident);
    expect(line?.error).toMatchObject({ code: 'SQLITE_IOERR', message: 'disk I/O error' });
    expect(JSON.stringify(line)).not.toContain('青岛海晏');
  });
});

test('no customer data is in the log or in an address', async () => {
  const desk = await personAt(app, 'desk');
  const number = await startByHttp(desk, { 'customer.name': '临沂沂蒙制罐有限公司', symptom: '封罐机异响' });
  const token = csrfTokenOf((await desk.get('/tasks')).text);
  const search = await desk.post('/tickets/search', { _csrf: token, text: '沂蒙制罐' });
  expect(search.location).toBe('/tickets');
  const list = await desk.get('/tickets');
  expect(list.text).toContain(number);
  await desk.send('/customers/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': token },
    body: JSON.stringify({ q: '沂蒙' }),
  });
  await desk.get('/tickets?status=active&process=%E6%B2%82%E8%92%99');
  const log = JSON.stringify(app.log);
  expect(log).not.toMatch(/沂蒙|封罐机|%E6%B2%82/);
  expect(log).not.toMatch(/cookie|serviceflow=|_csrf/i);
  expect(log).toContain('/customers/search');
});
