import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobHandlers } from '../../src/jobs/worker/runDueJob.js';
import { Worker } from '../../src/jobs/worker/worker.js';
import { queueMail } from '../../src/mail/steps/queueMail.js';
import { createMailTransport } from '../../src/mail/steps/transport.js';
import { failJob } from '../../src/modules/tickets/commands/failJob.js';
import { fireTimerJob } from '../../src/modules/tickets/jobs/fireTimer.js';
import { sendMailJob } from '../../src/modules/tickets/jobs/sendMail.js';
import { systemActor } from '../../src/platform/actor.js';
import { runCommand } from '../../src/platform/runCommand.js';
import { createDepartment, type Department } from '../support/company/department.js';
import { startRequest } from '../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';

let database: TestDatabase;
let department: Department;
const sockets: Socket[] = [];
/** Takes connections and never says a word. */
const silent = createServer((socket) => {
  sockets.push(socket);
  socket.on('error', () => undefined);
});

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await database.destroy();
});

test('a mail server that does not answer delays no timer, and its mail is sent again', async () => {
  const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const transport = createMailTransport({
    smtpUrl: url,
    from: 'a@example.com',
    folder: '',
    hostname: 'test',
    patienceMs: 2000,
  });
  const handlers = {
    sendMail: sendMailJob(department.runtime, transport),
    fireTimer: fireTimerJob(department.runtime),
  } as Partial<JobHandlers> as JobHandlers;
  const worker = new Worker(department.runtime, handlers, failJob, pino({ level: 'silent' }));
  const { id: ticketId } = await startRequest(department);
  await runCommand(
    department.runtime,
    systemActor,
    (context) =>
      queueMail(context, null, { id: 1, email: 'b@example.com' }, { subject: '通知', body: '正文' }),
    undefined,
  );
  const mailJob = () => database.db('jobs').where({ kind: 'sendMail', ticketId: null }).first();
  worker.start();
  try {
    await expect.poll(async () => (await mailJob()).status, { timeout: 10_000 }).toBe('leased');
    department.clock.advance({ hours: 25 });
    worker.wake();
    const fired = () => database.db('jobs').where({ ticketId, kind: 'fireTimer', status: 'done' });
    await expect.poll(fired, { timeout: 10_000 }).toHaveLength(1);
    expect(await mailJob()).toMatchObject({ status: 'leased' });
    expect(worker.isAlive()).toBe(true);

    await expect.poll(async () => (await mailJob()).status, { timeout: 30_000 }).toBe('ready');
    expect((await mailJob()).lastError).toMatch(/greeting/i);
  } finally {
    for (const socket of sockets) socket.destroy();
    await worker.stop();
    await pause(0);
    transport.close();
  }
});
