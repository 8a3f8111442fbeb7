import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createJobHandlers } from '../../../../src/app/handlers.js';
import { beginWork, cancelWork, recordProgress } from '../../../../src/jobs/commands/longWork.js';
import { retryJob } from '../../../../src/jobs/commands/retryJob.js';
import { leaseDueJob } from '../../../../src/jobs/store/jobs.js';
import { Worker } from '../../../../src/jobs/worker/worker.js';
import { queueMail } from '../../../../src/mail/steps/queueMail.js';
import { createMailTransport, type MailTransport } from '../../../../src/mail/steps/transport.js';
import { openSeal } from '../../../../src/modules/audit/steps/seal.js';
import { fetchExport } from '../../../../src/modules/exports/commands/fetchExport.js';
import { finishExport } from '../../../../src/modules/exports/commands/finishExport.js';
import { type ExportRequest, requestExport } from '../../../../src/modules/exports/commands/requestExport.js';
import { exportWork } from '../../../../src/modules/exports/steps/exportWork.js';
import type { ExportRow } from '../../../../src/modules/exports/store/exports.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { down, up } from '../../../../src/platform/db/migrations/020_exports.js';
import * as renameCriteria from '../../../../src/platform/db/migrations/023_export_criteria.js';
import { NotAllowed, NotFound } from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { multiplyRequests } from '../../../support/databases/multiplyTickets.js';

/** Two seconds of work: long enough to act while it goes on. */
const all = 20_000;
const everything: ExportRequest = { kind: 'register', query: {}, criteria: {} };
const requests = 500;
const some: ExportRequest = {
  kind: 'register',
  query: { category: 'D' },
  criteria: { 类别: 'D 一般行政工作' },
};

let database: TestDatabase;
let department: Department;
let folder: string;
let transport: MailTransport;
let worker: Worker;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  await startRequest(department);
  await multiplyRequests(database.db, all - 1);
  const ids = database.db('register_entries').orderBy('ticketId', 'desc').limit(requests).select('ticketId');
  await database.db('register_entries').whereIn('ticketId', ids).update({ category: 'D' });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serviceflow-exports-'));
  transport = createMailTransport({ smtpUrl: null, from: 'a@example.com', folder, hostname: 'test' });
  worker = newWorker();
  await worker.runDue();
});
afterEach(async () => {
  await worker.stop();
  transport.close();
  await database.db('exports').update({ status: 'removed' });
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => database.destroy());

const exportFolder = () => join(folder, 'exports');

function newWorker(): Worker {
  const seal = openSeal({ keyFile: join(folder, 'key.pem'), dataDirectory: folder, mailTo: null });
  const folders = {
    processes: folder,
    forms: folder,
    exports: exportFolder(),
    attachments: folder,
    incoming: folder,
  };
  const handlers = createJobHandlers(department.runtime, transport, new Map(), seal, folders);
  return new Worker(department.runtime, handlers, failJob, pino({ level: 'silent' }));
}

const ask = (login = 'desk', request = some) => department.as(login, requestExport, request);
const exported = (id: number): Promise<ExportRow> => database.db('exports').where({ id }).first();
const filesLeft = () => readdir(exportFolder()).catch(() => []);

const jobOf = (id: number, kind = 'writeExport') =>
  database
    .db('jobs')
    .where({ kind, payload: JSON.stringify({ id: id }) })
    .first();

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Begins to write and waits until some rows are noted; the turn is not over by then. */
async function beginWriting(id: number): Promise<{ turn: Promise<number> }> {
  const turn = worker.runDue();
  await until(async () => (await exported(id)).done > 0);
  expect(await exported(id)).toMatchObject({ status: 'running' });
  return { turn };
}

async function rowsIn(id: number): Promise<number> {
  const workbook = new ExcelJS.Workbook();
  const content = await readFile(join(exportFolder(), `${id}.xlsx`));
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  return (workbook.worksheets[0]?.rowCount ?? 0) - 4;
}

describe('a file', () => {
  test('is written by a job, is complete, and is downloaded by whoever asked for it', async () => {
    const { id } = await ask();
    await expect(department.as('desk', fetchExport, { id })).rejects.toThrow(NotFound);
    await worker.runDue();
    expect(await exported(id)).toMatchObject({
      status: 'finished',
      total: requests,
      done: requests,
      failedAt: null,
      fetchedAt: null,
    });
    expect(await filesLeft()).toEqual([`${id}.xlsx`]);
    expect(await rowsIn(id)).toBe(requests);
    expect((await exported(id)).size).toBe((await readFile(join(exportFolder(), `${id}.xlsx`))).length);

    for (const login of ['clerk', 'manager', 'admin'])
      await expect(department.as(login, fetchExport, { id }), login).rejects.toThrow(NotFound);
    const first = department.clock.now().toISOString();
    await department.as('desk', fetchExport, { id });
    department.clock.advance({ hours: 1 });
    await department.as('desk', fetchExport, { id });
    expect((await exported(id)).fetchedAt).toBe(first);
  });

  test('is removed after seven days, and must then be requested again', async () => {
    const { id } = await ask();
    await worker.runDue();
    department.clock.advance({ hours: 7 * 24 - 1 });
    await worker.runDue();
    expect(await filesLeft()).toEqual([`${id}.xlsx`]);
    department.clock.advance({ hours: 2 });
    await worker.runDue();
    expect(await filesLeft()).toEqual([]);
    expect(await exported(id)).toMatchObject({ status: 'removed', done: requests });
    expect(await jobOf(id, 'removeExport')).toMatchObject({ status: 'done' });
    await expect(department.as('desk', fetchExport, { id })).rejects.toThrow('保存 7 天');
  });

  test('that took long is announced by mail', async () => {
    const quick = await ask();
    await worker.runDue();
    const mailsTo = async () =>
      (await database.db('mails').where({ recipient: 'clerk@example.com' }).pluck('subject')) as string[];
    const before = await mailsTo();
    const slow = await ask('clerk');
    department.clock.advance({ minutes: 2 });
    await worker.runDue();
    expect(await mailsTo()).toEqual([...before, expect.stringContaining('报修登记簿')]);
    const mail = await database.db('mails').orderBy('id', 'desc').first();
    expect(mail.body).toContain(`/exports/${slow.id}`);
    expect(mail.body).toContain(`共 ${requests} 条`);
    expect(mail.body).not.toContain(`/exports/${quick.id}`);
  });
});

describe('asking', () => {
  test('twice for the same gives one file; something else is another', async () => {
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second).toEqual(first);
    expect(await ask()).toEqual(first);
    const other = await ask('desk', { ...some, query: { state: 'ended' } });
    expect(other.id).not.toBe(first.id);
    expect((await ask('clerk')).id).not.toBe(first.id);
    await worker.runDue();
    expect((await ask()).id, 'the first is written: it may have changed since').not.toBe(first.id);
  });

  test('is refused while five are running, and without permission', async () => {
    for (const state of ['waiting', 'working', 'ended', 'cancelled', undefined])
      await ask('desk', { ...some, query: { state, category: 'D' } });
    await expect(ask('desk', { ...some, query: { category: 'A' } })).rejects.toThrow('已有 5 个文件正在导出');
    await expect(ask('engineer')).rejects.toThrow(NotAllowed);
    await expect(ask('auditor', { kind: 'customers', query: {}, criteria: {} })).rejects.toThrow(
      '您的岗位不能导出客户档案。',
    );
    await worker.runDue();
  });
});

describe('while it is written', () => {
  test('it shows progress, mails are sent, and it can be stopped', async () => {
    const { id } = await ask('desk', everything);
    const { turn } = await beginWriting(id);
    expect((await exported(id)).total).toBe(all);
    const { id: personId } = await department.person('admin');
    await department.as(
      'admin',
      (context) =>
        queueMail(context, null, { id: personId, email: 'a@example.com' }, { subject: '同时', body: '' }),
      {},
    );
    void worker.runDue();
    await until(
      async () => (await database.db('mails').where({ subject: '同时' }).first()).status === 'stored',
    );
    expect((await exported(id)).status, 'the mail did not wait for the file').toBe('running');
    await department.as('desk', cancelWork, { work: exportWork, id });
    await department.as('desk', cancelWork, { work: exportWork, id });
    await turn;
    expect(await exported(id)).toMatchObject({ status: 'cancelled' });
    expect(await jobOf(id)).toMatchObject({ status: 'done' });
    expect(await filesLeft()).toEqual([]);
    await expect(department.as('desk', fetchExport, { id })).rejects.toThrow(NotFound);
  });
});

describe('what goes wrong', () => {
  test('when the process died: the job is leased again after its lease expires, and nothing of the first attempt is left', async () => {
    const { id } = await ask();
    const died = await leaseAsIfByAnother(id);
    const partial = join(exportFolder(), `${id}.died.partial`);
    await mkdir(exportFolder());
    await writeFile(partial, 'half');
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'running', done: 400 });
    department.clock.advance({ minutes: 3 });
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'finished', done: requests });
    expect(await jobOf(id)).toMatchObject({ status: 'done', attempts: 2 });
    expect(await filesLeft()).toEqual([`${id}.xlsx`]);
    expect(await rowsIn(id)).toBe(requests);

    const late = { ...died, done: 500 };
    expect(await department.as('admin', recordProgress<ExportRow>, { ...late, total: requests })).toBe(false);
    expect(await department.as('admin', finishExport, { ...late, size: 1 })).toBe(true);
    expect(await exported(id)).toMatchObject({ done: requests });
  });

  test('when the process is stopped: the job is released at once, and the next process starts it again', async () => {
    const { id } = await ask('desk', everything);
    const { turn } = await beginWriting(id);
    await worker.stop();
    await turn;
    expect(await jobOf(id)).toMatchObject({ status: 'ready', attempts: 0, leasedUntil: null });
    expect(await filesLeft()).toEqual([]);
    worker = newWorker();
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'finished', done: all });
    expect(await rowsIn(id)).toBe(all);
  });

  test('when the disk refuses: it is tried again, becomes an incident, and is written after a retry', async () => {
    await writeFile(exportFolder(), 'a file where the folder should be');
    const { id } = await ask();
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'running', failedAt: expect.any(String) });
    expect(await jobOf(id)).toMatchObject({ status: 'ready', attempts: 1 });
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      department.clock.advance({ hours: 2 });
      await worker.runDue();
    }
    const job = await jobOf(id);
    expect(job).toMatchObject({ status: 'failed', attempts: 8 });
    expect(await database.db('incidents').where({ jobId: job.id, resolvedAt: null })).toHaveLength(1);

    await rm(exportFolder());
    await department.as('admin', retryJob, { jobId: job.id });
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'finished', failedAt: null });
  });

  test('when the requester has lost the permission meanwhile: nothing is written', async () => {
    const { id } = await ask('desk2');
    const person = await department.person('desk2');
    await database.db('person_positions').where({ personId: person.id }).delete();
    await worker.runDue();
    expect(await exported(id)).toMatchObject({ status: 'cancelled' });
    expect(await jobOf(id)).toMatchObject({ status: 'done' });
    expect(await filesLeft()).toEqual([]);
  });
});

/** What a process leaves that dies in the middle: a leased job, and how far it was. */
async function leaseAsIfByAnother(id: number) {
  const now = department.clock.now();
  const lease = new Date(now.getTime() + 60_000);
  const job = await database.db.transaction((tx) => leaseDueJob(tx, ['writeExport'], now, lease));
  const step = { work: exportWork, job: job!, id };
  await department.as('admin', beginWork<ExportRow>, step);
  await department.as('admin', recordProgress<ExportRow>, { ...step, total: requests, done: 400 });
  return step;
}

test('the records of earlier register exports are kept', async () => {
  await database.db('exports').delete();
  await renameCriteria.down(database.db);
  const person = await department.person('desk');
  const row = { requestedBy: person.id, requestedAt: '2026-01-02T03:04:05.000Z', done: 7 };
  const criteria = JSON.stringify({ 客户: '聊城' });
  await database
    .db('exports')
    .insert({ kind: 'register', status: 'removed', query: '{}', told: criteria, ...row });
  await down(database.db);
  expect(await database.db('register_exports').select()).toEqual([
    expect.objectContaining({
      exportedAt: row.requestedAt,
      exportedBy: person.id,
      filter: criteria,
      entryCount: 7,
    }),
  ]);
  await up(database.db);
  await renameCriteria.up(database.db);
  expect(await database.db('exports').select()).toEqual([
    expect.objectContaining({
      ...row,
      kind: 'register',
      status: 'removed',
      criteria,
      fetchedAt: row.requestedAt,
    }),
  ]);
});
