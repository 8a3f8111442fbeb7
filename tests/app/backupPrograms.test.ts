import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Installation } from '../../src/backup/layout.js';
import { oldInstallation, removeInstallation } from '../backup/installation.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { requireBuild } from '../support/run/requireBuild.js';

let installation: Installation;
let app: ApplicationProcess;
const root = join(import.meta.dirname, '../..');

beforeAll(async () => {
  requireBuild();
  installation = await oldInstallation();
  app = await start();
});
afterAll(async () => {
  await app.kill();
  await removeInstallation(installation);
});

const start = () => startApplicationProcess(installation);

/** Runs a program of the command line as an administrator does, on the same data. */
function run(program: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist/app/programs', `${program}Main.js`), ...parameters],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        DATA_DIR: installation.dataDirectory,
        SECRETS_KEY_FILE: installation.secretsKeyFile,
      },
    },
  );
  return { status, text: stdout + stderr };
}

test('an old database is upgraded at the start, backed up while it serves, and restored when it is stopped', async () => {
  expect(app.output()).toContain('7 tickets are proven');
  const folder = join(installation.dataDirectory, 'backups', 'mine');
  expect(run('backup', folder)).toMatchObject({ status: 0, text: expect.stringContaining('✓ 已备份到') });
  expect(run('restore', folder)).toMatchObject({
    status: 1,
    text: expect.stringContaining('正在使用数据库'),
  });
  expect(await app.stop()).toBe(0);

  expect(run('restore', folder)).toMatchObject({
    status: 0,
    text: expect.stringContaining('已核对 7 张工单'),
  });
  expect(run('upgrade')).toMatchObject({ status: 0, text: expect.stringContaining('不需要升级') });
  const table = join(folder, 'tables', 'tickets.ndjson.gz');
  const bytes = readFileSync(table);
  bytes[100] = (bytes[100] as number) ^ 4;
  writeFileSync(table, bytes);
  const refused = { status: 1, text: expect.stringContaining('tables/tickets.ndjson.gz 被改动过') };
  expect(run('restore', folder)).toMatchObject(refused);
  app = await start();
});
