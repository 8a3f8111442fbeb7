import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../src/demo/people.js';
import { hostileWorkbooks, workbookWith } from '../support/company/hostileWorkbooks.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { type Answer, csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { requireBuild } from '../support/run/requireBuild.js';

let database: TestDatabase;
let dataDirectory: string;
let application: ApplicationProcess;
let clerk: HttpPerson;
let administrator: HttpPerson;
let bystander: HttpPerson;
/** How long an honest workbook takes on this machine now. */
let honestMilliseconds = 0;

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase('department');
  dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-hostile-'));
  application = await startApplicationProcess({ databaseUrl: database.url, dataDirectory });
  [clerk, administrator, bystander] = (await Promise.all(['clerk', 'admin', 'desk'].map(logIn))) as [
    HttpPerson,
    HttpPerson,
    HttpPerson,
  ];
});
afterAll(async () => {
  await application?.kill();
  await database.destroy();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function logIn(login: string): Promise<HttpPerson> {
  const person = new HttpPerson(application.url);
  await person.logIn(login, demoPassword);
  return person;
}

async function send(person: HttpPerson, path: string, content: Buffer, name: string): Promise<Answer> {
  const token = csrfTokenOf((await person.get('/account')).text);
  const body = new FormData();
  body.append('_csrf', token);
  body.append('file', new Blob([new Uint8Array(content)]), name);
  return person.send(path, { method: 'POST', body, headers: { 'x-csrf-token': token } });
}

async function timed<Value>(work: Promise<Value>): Promise<[Value, number]> {
  const begin = performance.now();
  return [await work, performance.now() - begin];
}

/** Clicks of somebody else, until told to stop: how long the slowest took. */
function clicksOfAnother(): () => Promise<number> {
  let going = true;
  const clicking = (async () => {
    let slowest = 0;
    while (going) {
      slowest = Math.max(slowest, (await timed(bystander.get('/healthz')))[1]);
      await pause(20);
    }
    return slowest;
  })();
  return () => {
    going = false;
    return clicking;
  };
}

describe('an uploaded workbook', () => {
  beforeAll(async () => {
    const [answer, milliseconds] = await timed(
      send(clerk, '/customers/imports', workbookWith(), '客户.xlsx'),
    );
    expect(answer.status, answer.text).toBe(303);
    honestMilliseconds = milliseconds;
  });

  test.each(Object.entries(hostileWorkbooks))('%s', async (_what, build) => {
    const content = build();
    const before = application.cpuSeconds();
    const stop = clicksOfAnother();
    const answer = await send(clerk, '/customers/imports', content, '客户.xlsx');
    const slowest = await stop();
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/不是 Excel 工作簿|过大|不能导入|无法读取|太多|没有/);
    expect(application.cpuSeconds() - before, 'seconds of a processor; two on a calm machine').toBeLessThan(
      4,
    );
    expect(slowest).toBeLessThan(Math.max(500, honestMilliseconds));
  });

  test('many kinds are tried; none stops the application or fills the disk', async () => {
    expect(Object.keys(hostileWorkbooks).length).toBeGreaterThanOrEqual(40);
    expect((await clerk.get('/healthz')).status).toBe(200);
    expect(application.output()).not.toMatch(/"level":[56]0/);
    await expect.poll(() => readdirSync(join(dataDirectory, 'incoming')), { timeout: 10_000 }).toEqual([]);
  });

  test('the import of the directory refuses them too', async () => {
    for (const what of ['a descriptor, and 4 GB of zeros', 'the local header says another size', 'macros']) {
      const answer = await send(administrator, '/directory/imports', hostileWorkbooks[what]!(), '目录.xlsx');
      expect([what, answer.status]).toEqual([what, 422]);
    }
  });
});

describe('an attachment', () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const kinds: Record<string, () => Buffer> = {
    ...Object.fromEntries(
      Object.entries(hostileWorkbooks).filter(([what]) =>
        /local header|place|zip64: an|end record|name/.test(what),
      ),
    ),
    '4 GB of zeros where the type is told': hostileWorkbooks['4 GB of zeros that are said to be a page']!,
    'a PNG of nothing but its signature': () => png,
    'a PNG whose first chunk is endless': () => Buffer.concat([png, Buffer.alloc(64, 0xff)]),
    'a JPEG of three bytes': () => Buffer.from('ffd8ff', 'hex').subarray(0, 2),
    'an MP4 whose box is broken': () => Buffer.from('0000000066747970', 'hex'),
    'a gzip bomb': () => Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(9000)]),
    'a ZIP of four bytes': () => Buffer.from('504b0304', 'hex'),
    'an EBML head without an end': () => Buffer.from('1a45dfa3ffffffffffffffff', 'hex'),
    'an ASF head that counts too much': () =>
      Buffer.concat([Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), Buffer.alloc(40, 0xff)]),
    'a TIFF that points behind itself': () => Buffer.from('49492a00ffffff7f', 'hex'),
  };
  test.each(Object.entries(kinds))('%s: never a fault of the server', async (_what, build) => {
    const before = application.cpuSeconds();
    const answer = await send(clerk, '/attachments', build(), '附件.xlsx');
    expect([201, 422]).toContain(answer.status);
    expect(application.cpuSeconds() - before).toBeLessThan(1);
  });

  test('a valid workbook is stored as a workbook', async () => {
    const answer = await send(clerk, '/attachments', workbookWith(), '报价.xlsx');
    expect(answer.status).toBe(201);
    const [kept] = await database.db('attachments').where({ name: '报价.xlsx' });
    expect(kept.mediaType).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  });
});
