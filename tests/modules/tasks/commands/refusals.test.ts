import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { InvalidForm, NotAllowed, NotFound } from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  guidance,
  openTask,
  request,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});

afterAll(() => database.destroy());

/** Everything that a refused command must leave as it was. */
async function snapshot(): Promise<Record<string, number>> {
  const tables = [
    'tickets',
    'tasks',
    'customers',
    'products',
    'form_submissions',
    'audit_events',
    'jobs',
    'ticket_sequences',
  ];
  const counts = await Promise.all(tables.map((table) => database.db(table).count({ count: '*' })));
  return Object.fromEntries(tables.map((table, index) => [table, Number(counts[index]?.[0]?.count)]));
}

const start = (login: string, data: Record<string, unknown>) =>
  department.as(login, startTicket, { processKey: 'remote-service', data, requestKey: crypto.randomUUID() });

async function fieldErrors(attempt: Promise<unknown>): Promise<Record<string, string>> {
  const error = await attempt.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(InvalidForm);
  return Object.fromEntries(
    error.errors.map(({ path, message }: { path: string; message: string }) => [path, message]),
  );
}

describe('a start that is refused changes nothing', () => {
  test('required fields are named', async () => {
    const before = await snapshot();
    const errors = await fieldErrors(start('desk', { channel: 'phone' }));
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(['symptom', 'receivedAt']));
    expect(await snapshot()).toEqual(before);
  });

  test.each([
    ['unknown field', { ...request, isAdmin: true }],
    ['wrong type', { ...request, symptom: { $gt: '' } }],
    ['a choice that is not offered', { ...request, channel: 'telepathy' }],
    ['a text of 10 MB', { ...request, symptom: '长'.repeat(10 * 1024 * 1024) }],
  ])('%s', async (_what, data) => {
    const before = await snapshot();
    await expect(start('desk', data)).rejects.toThrow(InvalidForm);
    expect(await snapshot()).toEqual(before);
  });

  test('a position that may not start it', async () => {
    const before = await snapshot();
    await expect(start('engineer', request)).rejects.toThrow(NotAllowed);
    expect(await snapshot()).toEqual(before);
  });

  test('another category than proposed without a reason (R1)', async () => {
    const before = await snapshot();
    const errors = await fieldErrors(start('desk', { ...request, category: 'C' }));
    expect(errors.categoryReason).toContain('A 收费服务');
    expect(await snapshot()).toEqual(before);
    const { number } = await start('desk', { ...request, category: 'C', categoryReason: '经理同意免费处理' });
    expect((await database.db('tickets').where({ number }).first('category')).category).toBe('C');
  });

  test('a product of another customer, a customer that is not in the file', async () => {
    const [one, other] = await database.db('customers').orderBy('id').limit(2);
    const product = await database.db('products').where({ customerId: other.id }).first();
    const errors = await fieldErrors(
      start('desk', {
        ...request,
        customer: {
          id: one.id,
          name: one.name,
          address: one.address,
          phone: one.phone,
          contact: one.contact,
        },
        product: { id: product.id, name: product.name },
      }),
    );
    expect(errors['product.name']).toContain('不属于');
    const stranger = { ...(request.customer as object), id: 999_999 };
    await expect(start('desk', { ...request, customer: stranger })).rejects.toThrow(NotFound);
  });

  test("somebody else's upload", async () => {
    const desk2 = await department.person('desk2');
    const file = { name: 'a.pdf', size: 10, sha256: 'a'.repeat(64) };
    const [row] = await database
      .db('attachments')
      .insert({
        ...file,
        mediaType: 'application/pdf',
        uploadedBy: desk2.id,
        uploadedAt: '2026-11-23T00:00:00.000Z',
      })
      .returning('id');
    const errors = await fieldErrors(start('desk', { ...request, attachments: [{ id: row.id, ...file }] }));
    expect(Object.values(errors).join()).toContain('无法使用');
  });
});

describe('a completion that is refused changes nothing', () => {
  test("someone else's task, and an invalid form", async () => {
    const { id } = await startRequest(department);
    await arrange(department, id);
    const task = await openTask(department, id, 'remoteGuidance');
    const before = await snapshot();
    const post = (login: string, data: Record<string, unknown>) =>
      department.as(login, completeTask, { taskId: task.id, revision: task.revision, data });
    await expect(post('engineer2', guidance('solved'))).rejects.toThrow(NotAllowed);
    await expect(post('manager', guidance('solved'))).rejects.toThrow(NotAllowed);
    const errors = await fieldErrors(post('engineer', { ...guidance('onsite'), onsiteReason: undefined }));
    expect(Object.keys(errors)).toEqual(['onsiteReason']);
    expect(await snapshot()).toEqual(before);
    expect(await selectTask(database.db, task.id)).toEqual(task);
  });

  test('an engineer who does not hold the role', async () => {
    const { id } = await startRequest(department);
    await expect(arrange(department, id, 'accountant')).rejects.toThrow(InvalidForm);
    await openTask(department, id, 'arrangeEngineer');
  });
});

test('what the customer file lacks is completed from the form, what it has stays (R2)', async () => {
  const { id } = await startRequest(department, {
    customer: { id: null, name: '莱芜新钢联有限公司', phone: '0531-76543210' },
  });
  const { customerId } = await database.db('tickets').where({ id }).first('customerId');
  await startRequest(department, {
    customer: {
      id: customerId,
      name: '莱芜新钢联有限公司',
      phone: '13800000000',
      address: '莱芜区 8 号',
      contact: '钱工',
    },
  });
  expect(await database.db('customers').where({ id: customerId }).first()).toMatchObject({
    phone: '0531-76543210',
    address: '莱芜区 8 号',
    contact: '钱工',
  });
});
