import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasRowLocks } from '../../src/platform/db/connect.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { requireBuild } from '../support/run/requireBuild.js';

let database: TestDatabase;
let dataDirectory: string;
let applications: ApplicationProcess[] = [];

beforeEach(async () => {
  requireBuild();
  database = await createTestDatabase('empty');
  // Not even its tables: the first start makes them.
  if (hasRowLocks(database.db)) await database.db.raw('drop schema public cascade; create schema public');
  dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-second-'));
});
afterEach(async () => {
  for (const application of applications) await application.kill();
  applications = [];
  await database.destroy();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function start(): Promise<ApplicationProcess> {
  const settings = { databaseUrl: database.url, dataDirectory, environment: { DEMO: 'off' } };
  const application = await startApplicationProcess(settings);
  applications.push(application);
  return application;
}

const countOf = async (table: string) =>
  Number((await database.db(table).count({ count: '*' }).first())?.count);

test('two first starts: on PostgreSQL at once, and they agree; on SQLite the second is refused in words', async () => {
  if (hasRowLocks(database.db)) await Promise.all([start(), start()]);
  else {
    await start();
    await expect(start()).rejects.toThrow('另一个 ServiceFlow 正在使用数据库');
  }
  expect(await countOf('persons')).toBe(1);
  const versions = await database.db('process_definitions').select('version');
  expect(versions.length).toBeGreaterThan(3);
  expect(versions.every(({ version }) => version === 1)).toBe(true);
  const kinds = await database.db('jobs').orderBy('kind').pluck('kind');
  expect(kinds).toEqual(['removeLeftovers', 'sealCheckpoint']);
  if (hasRowLocks(database.db)) return;
  // What the dead one held is free.
  await applications[0]?.kill();
  await start();
}, 300_000);
