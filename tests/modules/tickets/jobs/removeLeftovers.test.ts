import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertJobs } from '../../../../src/jobs/store/jobs.js';
import { runDueJob } from '../../../../src/jobs/worker/runDueJob.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { removeLeftoversJob } from '../../../../src/modules/tickets/jobs/removeLeftovers.js';
import { insertAttachment } from '../../../../src/platform/files/attachments.js';
import { attachmentPath } from '../../../../src/platform/files/storeAttachment.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;
let root: string;
let engineerId: number;
let folders: { incoming: string; exports: string; attachments: string };

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  engineerId = (await personIds(database.db)).engineer!;
  root = mkdtempSync(join(tmpdir(), 'serviceflow-left-'));
  folders = {
    incoming: join(root, 'incoming'),
    exports: join(root, 'exports'),
    attachments: join(root, 'attachments'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder);
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await database.destroy();
});

const daysAgo = (days: number) => new Date(department.clock.now().getTime() - days * 24 * 3600 * 1000);

function leave(path: string, days: number): string {
  writeFileSync(path, 'content');
  utimesSync(path, daysAgo(days), daysAgo(days));
  return path;
}

/** An upload with its content on the disk. */
async function upload(
  content: string,
  days: number,
  ticketId: number | null,
): Promise<{ id: number; path: string }> {
  const sha256 = content.padEnd(64, '0');
  const path = attachmentPath(folders.attachments, sha256);
  mkdirSync(join(path, '..'), { recursive: true });
  leave(path, days);
  const by = { uploadedBy: engineerId, uploadedAt: daysAgo(days).toISOString() };
  const id = await insertAttachment(database.db, {
    ticketId,
    name: '照片.jpg',
    mediaType: 'image/jpeg',
    size: 7,
    sha256,
    ...by,
  });
  return { id, path };
}

test('what interrupted work left behind is removed at night, and nothing else', async () => {
  const { id: ticketId } = await startRequest(department);
  const died = [
    leave(join(folders.incoming, 'of-a-dead-process'), 2),
    leave(join(folders.exports, '7.x.partial'), 2),
    leave(join(folders.attachments, 'x.partial'), 2),
  ];
  const kept = [
    leave(join(folders.incoming, 'under-way'), 0),
    leave(join(folders.exports, '7.xlsx'), 400),
    leave(join(folders.exports, '8.x.partial'), 0),
  ];
  const unsent = await upload('aa1', 31, null);
  const recent = await upload('aa2', 29, null);
  const submitted = await upload('aa3', 400, ticketId);
  const shared = [await upload('aa4', 31, null), await upload('aa4', 400, ticketId)] as const;
  const drafted = await upload('aa5', 90, null);
  await database.db('form_drafts').insert({
    personId: engineerId,
    scope: 'task:1',
    data: JSON.stringify({
      photos: [{ id: drafted.id, name: '照片.jpg', size: 7, sha256: 'aa5'.padEnd(64, '0') }],
    }),
    savedAt: daysAgo(90).toISOString(),
  });

  const runAt = department.clock.now().toISOString();
  const job = { kind: 'removeLeftovers' as const, ticketId: null, executionId: null, payload: {}, runAt };
  await insertJobs(database.db, [job], department.clock.now());
  const removeLeftovers = removeLeftoversJob(department.runtime, folders);
  await runDueJob(department.runtime, { removeLeftovers }, failJob, pino({ level: 'silent' }));

  expect(died.filter((path) => existsSync(path))).toEqual([]);
  expect(kept.filter((path) => !existsSync(path))).toEqual([]);
  const rows = await database.db('attachments').orderBy('id').pluck('id');
  expect(rows).toEqual([recent.id, submitted.id, shared[1].id, drafted.id]);
  expect(existsSync(unsent.path)).toBe(false);
  expect([recent, submitted, shared[0], drafted].filter(({ path }) => !existsSync(path))).toEqual([]);
  expect(readdirSync(folders.incoming)).toEqual(['under-way']);

  const jobs = await database
    .db('jobs')
    .where({ kind: 'removeLeftovers' })
    .orderBy('id')
    .select('status', 'runAt');
  expect(jobs.map(({ status }) => status)).toEqual(['done', 'ready']);
  expect(jobs[1].runAt.slice(11, 16), 'forty minutes after midnight in Shanghai').toBe('16:40');
});
