import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAuditEvents, selectEventPage } from '../../../../src/modules/tickets/store/auditEvents.js';
import { down, up } from '../../../../src/platform/db/migrations/024_event_contents.js';
import { createDepartment } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let ticketId: number;

const file = { id: 1, name: '照片.jpg', sha256: 'a'.repeat(64) };
const contents: Record<number, Record<string, unknown>> = {
  901: { changes: [{ name: 'symptom', after: '不制冷' }] },
  902: { changes: [] },
  903: { held: { changes: [{ name: 'symptom' }] } },
  904: { attachments: [file] },
  905: { changes: [{ name: 'photos', after: [file] }] },
  906: { note: '"changes":[{"sha256":"' },
  907: { sha256: null },
};

beforeAll(async () => {
  database = await createTestDatabase();
  ({ id: ticketId } = await startRequest(await createDepartment(database.db)));
  const of = {
    ticketId,
    at: '2026-11-23T03:00:00.000Z',
    actorId: null,
    actorName: '系统',
    type: 'task.created',
  };
  const place = { elementId: null, executionId: null, previousHash: '0', hash: '0' };
  const events = Object.entries(contents).map(([seq, data]) => ({ ...of, ...place, seq: Number(seq), data }));
  await insertAuditEvents(database.db, events, null);
});
afterAll(() => database.destroy());

async function found(content: 'changesData' | 'hasFiles'): Promise<number[]> {
  const page = { oldestFirst: true, after: undefined, limit: 1000 };
  const events = await selectEventPage(database.db, [ticketId], { content }, page);
  return events.map(({ seq }) => seq).filter((seq) => seq > 900);
}

test('an event counts as a change of data by its own list of changes, not by a word somewhere in its data', async () => {
  expect(await found('changesData')).toEqual([901, 905]);
});

test('an event counts as one with files when its data name a file, at any depth', async () => {
  expect(await found('hasFiles')).toEqual([904, 905]);
});

test('the contents are no part of the event that is read', async () => {
  const [event] = await selectEventPage(
    database.db,
    [ticketId],
    {},
    {
      oldestFirst: true,
      after: undefined,
      limit: 1,
    },
  );
  expect(event).not.toHaveProperty('changesData');
  expect(event).not.toHaveProperty('hasFiles');
});

test('the migration gives the contents to events that were stored before it', async () => {
  const all = () => database.db('audit_events').orderBy(['ticketId', 'seq']);
  const before = await all();
  await down(database.db);
  await up(database.db);
  expect(await all()).toEqual(before);
});
