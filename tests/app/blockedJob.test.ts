import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertJobs, type JobRow } from '../../src/jobs/store/jobs.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { requireBuild } from '../support/run/requireBuild.js';

/** Loaded into the application: removing the file of export 999 keeps the event loop busy for ever. */
const saboteur = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { rm } = fs.promises;
fs.promises.rm = (path, options) => {
  if (String(path).endsWith('999.xlsx')) for (;;);
  return rm(path, options);
};
syncBuiltinESMExports();`;

/** Supervises as \`npm start\` does, only with less patience. */
const supervisor = `
import { supervise } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../dist/platform/process/supervise.js')).href)};
supervise(${JSON.stringify(join(import.meta.dirname, '../../dist/app/main.js'))}, 2500);`;

let database: TestDatabase;
let folder: string;
let application: ApplicationProcess;

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase('department');
  folder = mkdtempSync(join(tmpdir(), 'serviceflow-blocked-'));
  writeFileSync(join(folder, 'saboteur.mjs'), saboteur);
  writeFileSync(join(folder, 'supervisor.mjs'), supervisor);
  application = await startApplicationProcess({
    databaseUrl: database.url,
    dataDirectory: folder,
    program: join(folder, 'supervisor.mjs'),
    environment: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'saboteur.mjs')).href}` },
  });
});
afterAll(async () => {
  await application?.stop();
  await database.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function addJob(exportId: number): Promise<number> {
  const runAt = new Date().toISOString();
  const job = { kind: 'removeExport' as const, ticketId: null, executionId: null, payload: { id: exportId } };
  await insertJobs(database.db, [{ ...job, runAt }], new Date());
  return (await database.db('jobs').orderBy('id', 'desc').first('id')).id;
}

const jobOf = (id: number): Promise<JobRow> => database.db('jobs').where({ id }).first();

test('a job that blocks its process is ended with it, becomes an incident, and other jobs go on', async () => {
  const poisoned = await addJob(999);
  // Two of its eight attempts suffice here; its lease need not run out by the clock.
  await database.db('jobs').where({ id: poisoned }).update({ attempts: 6 });
  for (let tries = 0; (await jobOf(poisoned)).status !== 'failed' && tries < 400; tries += 1) {
    if (application.output().split('gave no sign of life').length > (await jobOf(poisoned)).attempts - 6)
      await database
        .db('jobs')
        .where({ id: poisoned, status: 'leased' })
        .update({ leasedUntil: '2020-01-01T00:00:00.000Z' });
    await pause(250);
  }
  expect(await jobOf(poisoned)).toMatchObject({ status: 'failed', attempts: 8 });
  const [incident] = await database.db('incidents').where({ jobId: poisoned });
  expect(incident.message).toContain('多次执行都中断了');
  expect(application.output().split('gave no sign of life')).toHaveLength(3);

  const behind = await addJob(5);
  await expect.poll(async () => (await jobOf(behind)).status, { timeout: 20_000 }).not.toBe('ready');
}, 180_000);
