import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/demo/people.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { multiplyCustomers } from '../support/databases/multiplyCustomers.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { requireBuild } from '../support/run/requireBuild.js';

/** Some seconds of work. */
const many = 60_000;

let database: TestDatabase;
let dataDirectory: string;
let running: ApplicationProcess | undefined;
let customers: number;

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase();
  customers = await multiplyCustomers(database.db, many);
  dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-export-'));
});
afterAll(async () => {
  await running?.kill();
  await database.destroy();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function enter(): Promise<{ application: ApplicationProcess; clerk: HttpPerson }> {
  const application = await startApplicationProcess({ databaseUrl: database.url, dataDirectory });
  running = application;
  const clerk = new HttpPerson(application.url);
  await clerk.logIn('clerk', demoPassword);
  return { application, clerk };
}

async function ask(clerk: HttpPerson): Promise<string> {
  const _csrf = csrfTokenOf((await clerk.get('/account')).text);
  const { location } = await clerk.post('/customers/export', { _csrf });
  expect(location).toMatch(/^\/exports\/\d+$/);
  return location as string;
}

async function untilShown(clerk: HttpPerson, page: string, words: RegExp): Promise<void> {
  while (!words.test((await clerk.get(page)).text)) await new Promise((resolve) => setTimeout(resolve, 50));
}

const files = () => readdirSync(join(dataDirectory, 'exports')).sort();

async function expectWhole(
  { application, clerk }: { application: ApplicationProcess; clerk: HttpPerson },
  page: string,
) {
  await untilShown(clerk, page, /可下载/);
  const response = await fetch(`${application.url}${page}/file`, { headers: { cookie: clerk.cookies } });
  const archive = await JSZip.loadAsync(await response.arrayBuffer());
  const sheet = await archive.file('xl/worksheets/sheet1.xml')?.async('string');
  expect(sheet?.match(/<row /g)).toHaveLength(customers + 1);
}

const someRows = /已写入 [1-9]/;

test('after a power cut or an orderly stop an export is written again, once and complete', async () => {
  const first = await enter();
  const cutOff = await ask(first.clerk);
  await untilShown(first.clerk, cutOff, someRows);
  await first.application.kill();
  expect(files()).toEqual([expect.stringMatching(/^1\..+\.partial$/)]);
  await database.db('jobs').where({ status: 'leased' }).update({ leasedUntil: '2020-01-01T00:00:00.000Z' });

  const second = await enter();
  await expectWhole(second, cutOff);
  expect(files()).toEqual(['1.xlsx']);

  const ended = await ask(second.clerk);
  await untilShown(second.clerk, ended, someRows);
  expect(await second.application.stop()).toBe(0);
  expect(await database.db('exports').where({ id: 2 }).first(), 'the end does not wait for it').toMatchObject(
    { status: 'running' },
  );
  expect(files()).toEqual(['1.xlsx']);

  const third = await enter();
  await expectWhole(third, ended);
  expect(files()).toEqual(['1.xlsx', '2.xlsx']);
  expect(await third.application.stop()).toBe(0);
  expect(await database.db('exports').pluck('status')).toEqual(['finished', 'finished']);
  expect(await database.db('jobs').where({ kind: 'removeExport' }).pluck('status')).toEqual([
    'ready',
    'ready',
  ]);
}, 300_000);
