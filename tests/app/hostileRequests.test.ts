import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/app/routes.js';
import { isPermitted } from '../../src/platform/permissions.js';
import { paths } from '../../src/platform/web/paths.js';
import { sampleFile } from '../../src/scenarios/files/sampleFiles.js';
import { workbookWith } from '../support/company/hostileWorkbooks.js';
import { remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { personAt, ticketWaitingFor } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { postCompletion, prepareCompletion, startByHttp } from '../support/http/workByHttp.js';
import { fingerprint } from '../support/run/fingerprint.js';

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

describe('somebody who pretends to be another person', () => {
  test.each([
    ['no token', undefined],
    ['a made-up token', 'f'.repeat(64)],
  ])('posts with %s and is refused', async (_name, token) => {
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const engineer = await personAt(app, 'engineer');
    const { _csrf, ...body } = await prepareCompletion(
      engineer,
      task.id,
      remoteServiceForms['remote-guidance'],
    );
    const before = await fingerprint(database.db);
    const answer = await postCompletion(engineer, task.id, token ? { ...body, _csrf: token } : body);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('页面已过期');
    expect(answer.text).toContain(`href="/tasks/${task.id}">重新打开该任务`);
    expect(await fingerprint(database.db)).toEqual(before);
  });

  test("cannot use another person's token", async () => {
    const [clerk, engineer] = [await personAt(app, 'clerk'), await personAt(app, 'engineer')];
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const foreign = csrfTokenOf((await clerk.get('/tasks')).text);
    const body = await prepareCompletion(engineer, task.id, remoteServiceForms['remote-guidance']);
    expect((await postCompletion(engineer, task.id, { ...body, _csrf: foreign })).status).toBe(403);
  });

  test('cannot use a session after log-out, even with its cookie', async () => {
    const [engineer, thief] = [await personAt(app, 'engineer'), new HttpPerson(app.url)];
    const { task } = await ticketWaitingFor(app, 'remote-guidance');
    const body = await prepareCompletion(engineer, task.id, remoteServiceForms['remote-guidance']);
    thief.stealCookies(engineer);
    expect((await thief.get('/tasks')).status).toBe(200);
    await engineer.post('/session/end', { _csrf: String(body._csrf) });
    const before = await fingerprint(database.db);
    const answers = [await thief.get('/tasks'), await postCompletion(thief, task.id, body)];
    expect(answers.map((answer) => answer.status)).toEqual([303, 403]);
    expect(await fingerprint(database.db)).toEqual(before);
  });

  test('cannot use the session from before the log-in after it', async () => {
    const person = new HttpPerson(app.url);
    await person.get('/session/new');
    const before = person.cookies;
    await person.logIn('desk', 'serviceflow');
    expect(person.cookies).not.toBe(before);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])(
    'is not sent to %s by a log-in',
    async (returnTo) => {
      const person = new HttpPerson(app.url);
      const _csrf = csrfTokenOf(
        (await person.get(`/session/new?returnTo=${encodeURIComponent(returnTo)}`)).text,
      );
      const answer = await person.post('/session', {
        _csrf,
        login: 'desk',
        password: 'serviceflow',
        returnTo,
      });
      expect([answer.status, answer.location]).toEqual([303, '/tasks']);
    },
  );
});

describe('every route', () => {
  const address = (path: string) =>
    path
      .replace(':id', '1')
      .replace(':taskId', '1')
      .replace(':number', 'YC-20261123-0001')
      .replace(':processKey', 'remote-service')
      .replace(':key', 'remote-service')
      .replace(':topic', 'inbox');
  const closed = routes.filter(([, , , permission]) => permission !== 'public');

  test('needs a log-in, except the routes used before one', () => {
    const open = routes.filter(([, , , permission]) => permission === 'public').map(([, path]) => path);
    const ofMonitors = [paths.health(), paths.alive(), paths.ready(), paths.metrics()];
    expect(open).toEqual([...ofMonitors, paths.logInPage(), paths.logIn(), paths.logOut()]);
    expect(closed.length).toBeGreaterThan(20);
  });

  test.each(closed.map(([method, path]) => [method, path] as const))(
    '%s %s turns strangers away',
    async (method, path) => {
      const stranger = new HttpPerson(app.url);
      const answer = await stranger.send(address(path), { method: method.toUpperCase() });
      if (method === 'get')
        expect([answer.status, answer.location]).toEqual([303, expect.stringMatching(/^\/session\/new/)]);
      else expect(answer.status).toBe(403);
    },
  );

  test.each(['auditor', 'engineer', 'admin', 'desk'])(
    'shows %s only what the table of permissions allows',
    async (login) => {
      const person = await personAt(app, login);
      const groups = await database
        .db('persons')
        .join('person_positions', 'person_positions.personId', 'persons.id')
        .join('position_groups', 'position_groups.positionId', 'person_positions.positionId')
        .where({ login })
        .select('groupId');
      const _csrf = csrfTokenOf((await person.get('/account')).text);
      const before = await fingerprint(database.db);
      for (const [method, path, , permission] of closed) {
        if (isPermitted(permission, { id: 1, name: login, groups: groups.map((row) => row.groupId) }))
          continue;
        const answer =
          method === 'get'
            ? await person.get(address(path))
            : await person.send(address(path), {
                method: method.toUpperCase(),
                body: new URLSearchParams({ _csrf }),
              });
        expect([path, answer.status]).toEqual([path, 403]);
        expect(answer.text).toContain('没有权限');
      }
      expect(await fingerprint(database.db)).toEqual(before);
    },
  );
});

describe('a file', () => {
  const upload = async (content: string | Uint8Array<ArrayBuffer>, name: string, type: string) => {
    const engineer = await personAt(app, 'engineer');
    const token = csrfTokenOf((await engineer.get('/tasks')).text);
    const body = new FormData();
    body.append('file', new Blob([content], { type }), name);
    const before = await fingerprint(database.db);
    const answer = await engineer.send('/attachments', {
      method: 'POST',
      body,
      headers: { 'x-csrf-token': token },
    });
    return { answer, unchanged: JSON.stringify(await fingerprint(database.db)) === JSON.stringify(before) };
  };

  test.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    [
      'a program called photo',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
      'photo.png',
      'image/png',
    ],
    [
      'a photo cut off after its first bytes',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      'photo.png',
      'image/png',
    ],
    ['a page called photo', '<html><script>alert(1)</script></html>', 'photo.png', 'image/png'],
    ['a page', '<html><script>alert(1)</script></html>', 'page.html', 'text/html'],
    [
      'a drawing with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'a.svg',
      'image/svg+xml',
    ],
    [
      'a photo cut off in its pixels',
      new Uint8Array(sampleFile('a.png').subarray(0, 50)),
      'a.png',
      'image/png',
    ],
    [
      'a PDF without its end',
      new Uint8Array(sampleFile('a.pdf').subarray(0, 150)),
      'a.pdf',
      'application/pdf',
    ],
    ['a workbook cut off', new Uint8Array(workbookWith().subarray(0, 900)), 'a.xlsx', 'application/zip'],
    ['nothing', '', 'empty.png', 'image/png'],
    ['more than 20 MB', new Uint8Array(21 * 1024 * 1024), 'big.png', 'image/png'],
  ])('%s is refused', async (_name, content, name, type) => {
    const { answer, unchanged } = await upload(content, name, type);
    expect([413, 422]).toContain(answer.status);
    expect(JSON.parse(answer.text).message).toMatch(/[\u4e00-\u9fff]/);
    expect(unchanged).toBe(true);
  });

  test('that announces 10 GB is refused at once', async () => {
    const engineer = await personAt(app, 'engineer');
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const head = [
      'POST /tasks/1/completion HTTP/1.1',
      `Host: ${hostname}`,
      `Cookie: ${engineer.cookies}`,
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 10737418240',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\nsymptom=x`);
    const answer = once(socket, 'data').then(([chunk]) => String(chunk));
    const patience = new Promise((resolve) => setTimeout(resolve, 5000, 'no answer'));
    expect(await Promise.race([answer, patience])).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

test('HTML in any field of a form is shown as text', async () => {
  const markup = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}}';
  const request = { ...remoteServiceForms['remote-service-request'] };
  const typed = Object.fromEntries(
    [
      'customer.name',
      'customer.contact',
      'customer.address',
      'product.name',
      'symptom',
      'siteSituation',
      'wishes',
    ].map((name) => [name, `${name.length}${markup}`.slice(0, name === 'customer.contact' ? 50 : 100)]),
  );
  const desk = await personAt(app, 'desk');
  const number = await startByHttp(desk, { ...request, ...typed });
  const clerk = await personAt(app, 'clerk');
  const pages = [
    await desk.get(`/tickets/${number}`),
    await desk.get('/tickets'),
    await clerk.get('/tasks?view=available'),
  ];
  for (const page of pages) {
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script>alert|<img src=x/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  }
  expect(pages[0]?.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});
