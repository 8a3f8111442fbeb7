import { pino } from 'pino';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { insertJobs, type JobRow } from '../../src/jobs/store/jobs.js';
import { runDueJob } from '../../src/jobs/worker/runDueJob.js';
import { failJob } from '../../src/modules/tickets/commands/failJob.js';
import { createDepartment, type Department } from '../support/company/department.js';
import { startRequest } from '../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';

let database: TestDatabase;
let department: Department;
const log = pino({ level: 'silent' });

beforeEach(async () => {
  await database?.destroy();
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

async function addJob(ticketId: number | null): Promise<number> {
  const runAt = department.clock.now().toISOString();
  const job = { kind: 'removeExport' as const, ticketId, executionId: null, payload: {}, runAt };
  await insertJobs(database.db, [job], department.clock.now());
  return (await database.db('jobs').orderBy('id', 'desc').first('id')).id;
}

const jobOf = (id: number): Promise<JobRow> => database.db('jobs').where({ id }).first();

/** Begins due jobs and never ends them, as a process does that dies in the middle; gives how many were begun. */
async function beginAndDie(begun: number[]): Promise<void> {
  const dying = new Promise<void>((resolve) => {
    const removeExport = async (job: JobRow) => {
      begun.push(job.id);
      resolve();
      await new Promise(() => undefined);
    };
    void runDueJob(department.runtime, { removeExport }, failJob, log).then(() => resolve());
  });
  await dying;
}

test('a job that ends its process each time becomes an incident after its last attempt', async () => {
  const { id: ticketId } = await startRequest(department);
  const id = await addJob(ticketId);
  const begun: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    await beginAndDie(begun);
    department.clock.advance({ minutes: 3 });
  }
  expect(begun).toEqual(Array(8).fill(id));
  expect(await jobOf(id)).toMatchObject({ status: 'failed', attempts: 8, leasedUntil: null });
  const incidents = await database.db('incidents').where({ jobId: id });
  expect(incidents).toEqual([expect.objectContaining({ ticketId, resolvedAt: null })]);
  expect(incidents[0]?.message).toContain('多次执行都中断了');
  const events = await database.db('audit_events').where({ ticketId, type: 'incident.raised' });
  expect(events).toHaveLength(1);
});

test('between its attempts the jobs behind it run', async () => {
  const poisoned = await addJob(null);
  const begun: number[] = [];
  await beginAndDie(begun);
  const behind = [await addJob(null), await addJob(null)];
  await beginAndDie(begun);
  await beginAndDie(begun);
  expect(begun).toEqual([poisoned, ...behind]);
});

test('a failure that cannot be recorded in its ticket stops that job and no other', async () => {
  const { id: ticketId } = await startRequest(department);
  const poisoned = await addJob(ticketId);
  const behind = await addJob(null);
  const unrecordable = () => Promise.reject(new Error('the ticket cannot be read'));
  const done: number[] = [];
  const removeExport = async ({ id }: JobRow) => {
    if (id === poisoned) throw new Error('broken');
    done.push(id);
  };
  for (let round = 0; round < 2; round += 1)
    await runDueJob(department.runtime, { removeExport }, unrecordable, log);
  expect(done).toEqual([behind]);
  expect(await jobOf(poisoned)).toMatchObject({ status: 'failed', lastError: 'broken' });
  expect(await database.db('incidents').where({ jobId: poisoned })).toEqual([
    expect.objectContaining({ ticketId, message: 'broken', resolvedAt: null }),
  ]);
});

test('a job that never answers is given up, and the jobs behind it run', async () => {
  const silent = await addJob(null);
  const behind = await addJob(null);
  const done: number[] = [];
  const removeExport = async ({ id }: JobRow) => {
    if (id === silent) await new Promise(() => undefined);
    done.push(id);
  };
  const patienceMs = 50;
  for (let round = 0; round < 2; round += 1)
    await runDueJob(department.runtime, { removeExport }, failJob, log, undefined, patienceMs);
  expect(done).toEqual([behind]);
  expect(await jobOf(silent)).toMatchObject({ status: 'ready', attempts: 1 });
  expect((await jobOf(silent)).lastError).toContain('没有响应');
});
