import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJobHandlers } from '../../../../src/app/handlers.js';
import { Worker } from '../../../../src/jobs/worker/worker.js';
import { createMailTransport, type MailTransport } from '../../../../src/mail/steps/transport.js';
import { scheduleCheckpoint } from '../../../../src/modules/audit/commands/scheduleCheckpoint.js';
import { isSigned } from '../../../../src/modules/audit/model/checkpoint.js';
import { openSeal } from '../../../../src/modules/audit/steps/seal.js';
import { readPublicKey } from '../../../../src/modules/audit/steps/signingKey.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;
let folder: string;
let transport: MailTransport;
let worker: Worker;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  folder = await mkdtemp(join(tmpdir(), 'serviceflow-seal-'));
  transport = createMailTransport({ smtpUrl: null, from: 'a@example.com', folder, hostname: 'test' });
  const seal = openSeal({
    keyFile: join(folder, 'key.pem'),
    dataDirectory: folder,
    mailTo: 'auditor@example.com',
  });
  const handlers = createJobHandlers(department.runtime, transport, new Map(), seal, {
    processes: folder,
    forms: folder,
    exports: folder,
    attachments: folder,
    incoming: folder,
  });
  worker = new Worker(department.runtime, handlers, failJob, pino({ level: 'silent' }));
});
afterAll(async () => {
  transport.close();
  await rm(folder, { recursive: true });
  await database.destroy();
});

/** What main.ts does at each start. */
const start = () => runCommand(department.runtime, systemActor, scheduleCheckpoint, { exceptId: null });
const waiting = () => database.db('jobs').where({ kind: 'sealCheckpoint', status: 'ready' }).orderBy('id');
const checkpoints = () => database.db('checkpoints').orderBy('number');

test('one job waits for the next midnight, however often the application starts', async () => {
  await start();
  await start();
  expect(await waiting()).toEqual([expect.objectContaining({ runAt: '2026-11-23T16:05:00.000Z' })]);
  await worker.runDue();
  expect(await checkpoints()).toEqual([]);
});

test('it seals once a day, also after days out of order and with two jobs at once', async () => {
  await startRequest(department);
  department.clock.set('2026-11-23T16:06:00.000Z');
  await worker.runDue();
  expect(await checkpoints()).toEqual([
    expect.objectContaining({ number: 1, day: '2026-11-24', ticketCount: 1 }),
  ]);
  department.clock.set('2026-11-27T03:00:00.000Z');
  const [job] = await waiting();
  const { id: _, ...copy } = job;
  await database.db('jobs').insert(copy);
  await worker.runDue();
  expect((await checkpoints()).map((row) => row.day)).toEqual(['2026-11-24', '2026-11-27']);
  expect(await waiting()).toEqual([expect.objectContaining({ runAt: '2026-11-27T16:05:00.000Z' })]);
});

test('it writes a file, signs with the key outside the database, and mails the checkpoint', async () => {
  const names = await readdir(join(folder, 'checkpoints'));
  expect(names).toEqual(['000001-2026-11-24.json', '000002-2026-11-27.json']);
  const { checkpoint, heads } = JSON.parse(await readFile(join(folder, 'checkpoints', names[0]!), 'utf8'));
  expect(heads).toHaveLength(1);
  expect(isSigned(checkpoint, readPublicKey(join(folder, 'key.pem'))!)).toBe(true);
  expect(isSigned({ ...checkpoint, root: '0'.repeat(64) }, readPublicKey(join(folder, 'key.pem'))!)).toBe(
    false,
  );
  expect((await stat(join(folder, 'key.pem'))).mode & 0o077).toBe(0);
  const mails = await database.db('mails').where({ recipient: 'auditor@example.com' });
  expect(mails).toHaveLength(2);
  expect(mails[0].body).toContain(checkpoint.signature);
});

test('a folder that cannot be written fails the job, and the next attempt succeeds', async () => {
  department.clock.set('2026-11-27T16:06:00.000Z');
  await rm(join(folder, 'checkpoints'), { recursive: true });
  await writeFile(join(folder, 'checkpoints'), 'a file in the way');
  await worker.runDue();
  expect(await checkpoints()).toHaveLength(3);
  await rm(join(folder, 'checkpoints'));
  department.clock.advance({ minutes: 5 });
  await worker.runDue();
  expect(await readdir(join(folder, 'checkpoints'))).toEqual(['000003-2026-11-28.json']);
  expect(await checkpoints()).toHaveLength(3);
});
