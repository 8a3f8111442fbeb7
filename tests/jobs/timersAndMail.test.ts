import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobHandlers } from '../../src/app/handlers.js';
import { retryJob } from '../../src/jobs/commands/retryJob.js';
import { leaseDueJob } from '../../src/jobs/store/jobs.js';
import { Worker } from '../../src/jobs/worker/worker.js';
import { createMailTransport, type MailTransport } from '../../src/mail/steps/transport.js';
import { openSeal } from '../../src/modules/audit/steps/seal.js';
import { recordRows } from '../../src/modules/tasks/commands/recordRows.js';
import { failJob } from '../../src/modules/tickets/commands/failJob.js';
import { selectOpenTasks } from '../../src/modules/tickets/store/tasks.js';
import { selectTicket } from '../../src/modules/tickets/store/tickets.js';
import { createDepartment, type Department } from '../support/company/department.js';
import {
  arrange,
  contact,
  guidance,
  openTask,
  perform,
  startRequest,
} from '../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { brokenInvariants } from '../support/databases/invariants.js';

let database: TestDatabase;
let department: Department;
let folder: string;
let transport: MailTransport;
let worker: Worker;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  folder = await mkdtemp(join(tmpdir(), 'serviceflow-mail-'));
  transport = createMailTransport({ smtpUrl: null, from: 'a@example.com', folder, hostname: 'test' });
  worker = new Worker(department.runtime, handlersWith(transport), failJob, pino({ level: 'silent' }));
});

afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  transport.close();
  await rm(folder, { recursive: true });
  await database.destroy();
});

function handlersWith(mail: Pick<MailTransport, 'send'>) {
  const seal = openSeal({ keyFile: join(folder, 'key.pem'), dataDirectory: folder, mailTo: null });
  return createJobHandlers(department.runtime, mail, new Map(), seal, {
    processes: folder,
    forms: folder,
    exports: folder,
    incoming: folder,
    attachments: folder,
  });
}

const openElements = async (ticketId: number) =>
  (await selectOpenTasks(database.db, ticketId)).map((task) => task.elementId);

describe('the 24-hour answer timer (R3)', () => {
  test('fires once after 24 hours: the manager gets an escalation in the inbox and by mail', async () => {
    const { id, number } = await startRequest(department);
    await arrange(department, id);
    await worker.runDue();
    department.clock.advance({ hours: 23, minutes: 59 });
    await worker.runDue();
    expect(await openElements(id)).toEqual(['remoteGuidance']);

    department.clock.advance({ minutes: 2 });
    await Promise.all([worker.runDue(), worker.runDue()]);
    await worker.runDue();
    expect(await openElements(id)).toEqual(['remoteGuidance', 'handleOverdue']);
    const escalation = await openTask(department, id, 'handleOverdue');
    expect(escalation).toMatchObject({ escalation: true, candidateGroups: ['service-manager'] });
    const [mail, ...more] = await database.db('mails').where({ ticketId: id });
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ recipient: 'manager@example.com', status: 'stored' });
    expect(mail.subject).toContain(number);
    expect(await readdir(folder)).toContain(`${mail.id}.eml`);
    expect(await readFile(join(folder, `${mail.id}.eml`), 'utf8')).toContain('To: manager@example.com');
    const types = (await database.db('audit_events').where({ ticketId: id }).orderBy('seq')).map(
      (event) => event.type,
    );
    expect(types.filter((type) => type === 'timer.due')).toHaveLength(1);
    expect(types).toContain('mail.sent');
  });

  test('does not escalate when a contact was recorded in time (R8)', async () => {
    const { id } = await startRequest(department);
    await arrange(department, id);
    const task = await openTask(department, id, 'remoteGuidance');
    const input = { taskId: task.id, revision: task.revision, data: { contacts: [contact] } };
    expect(await department.as('engineer', recordRows, input)).toEqual({ recorded: 1 });
    expect((await selectTicket(database.db, id)).variables.contacts).toEqual([contact]);
    department.clock.advance({ hours: 25 });
    await worker.runDue();
    expect(await openElements(id)).toEqual(['remoteGuidance']);
  });

  test('escalates a ticket that nobody dispatched', async () => {
    const { id } = await startRequest(department);
    department.clock.advance({ hours: 25 });
    await worker.runDue();
    expect((await openElements(id)).sort()).toEqual(['arrangeEngineer', 'handleOverdue']);
  });

  test('is cancelled when the work is done in time', async () => {
    const { id } = await startRequest(department);
    await arrange(department, id);
    await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
    department.clock.advance({ hours: 48 });
    await worker.runDue();
    expect(await openElements(id)).toEqual(['feedback']);
    const jobs = await database.db('jobs').where({ ticketId: id, kind: 'fireTimer' });
    expect(jobs.map((job) => job.status)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('a job that fails', () => {
  test('is repeated with growing delays, becomes an incident, and runs after a person retries it', async () => {
    const { id } = await startRequest(department);
    const broken = new Worker(
      department.runtime,
      handlersWith({ send: () => Promise.reject(new Error('connection refused')) }),
      failJob,
      pino({ level: 'silent' }),
    );
    department.clock.advance({ hours: 25 });
    await broken.runDue();
    const mailJob = () => database.db('jobs').where({ ticketId: id, kind: 'sendMail' }).first();
    expect(await mailJob()).toMatchObject({ status: 'ready', attempts: 1, lastError: 'connection refused' });
    expect(await broken.runDue(), 'nothing is due before the delay is over').toBe(0);
    for (let round = 0; round < 7; round += 1) {
      department.clock.advance({ hours: 2 });
      await broken.runDue();
    }
    const failed = await mailJob();
    expect(failed).toMatchObject({ status: 'failed', attempts: 8 });
    const incident = await database.db('incidents').where({ jobId: failed.id }).first();
    expect(incident).toMatchObject({ message: 'connection refused', resolvedAt: null, ticketId: id });

    await department.as('admin', retryJob, { jobId: failed.id });
    await worker.runDue();
    expect(await mailJob()).toMatchObject({ status: 'done' });
    expect(await database.db('incidents').where({ jobId: failed.id }).first()).toMatchObject({
      resolution: '人工重试',
    });
  });

  test('whose process died is run again when its lease runs out', async () => {
    const { id } = await startRequest(department);
    department.clock.advance({ hours: 25 });
    const now = department.clock.now();
    const lease = new Date(now.getTime() + 60_000);
    const leased = await database.db.transaction((tx) => leaseDueJob(tx, ['fireTimer'], now, lease));
    expect(leased?.ticketId).toBe(id);
    await worker.runDue();
    expect(await openElements(id)).toEqual(['arrangeEngineer']);
    department.clock.advance({ minutes: 2 });
    await worker.runDue();
    expect((await openElements(id)).sort()).toEqual(['arrangeEngineer', 'handleOverdue']);
  });
});
