import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergeCustomers } from '../../../../src/modules/customers/commands/mergeCustomers.js';
import { departPerson } from '../../../../src/modules/departure/commands/departPerson.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { moveTicketsToCustomer } from '../../../../src/modules/tickets/steps/saveTicket.js';
import { selectTicket, selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import {
  arrange,
  guidance,
  openTask,
  perform,
  request,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;
let ids: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  ids = await personIds(database.db);
});
afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

/** What the ticket, its line in the register and the inbox entries of its open task say. */
async function placesOf(ticketId: number) {
  const { db } = database;
  const ticket = await db('tickets').where({ id: ticketId }).first();
  const line = await db('register_entries').where({ ticketId }).first();
  const entries = await db('inbox_entries').where({ ticketId });
  return { ticket, line, entries };
}

const another = {
  id: null,
  name: '莱芜钢城轧钢有限公司',
  address: '济南市钢城区 8 号',
  phone: '0634-6123456',
  contact: '孙涛',
};

test('the register names who takes over from an engineer who leaves', async () => {
  const { id } = await startRequest(department);
  await arrange(department, id);
  const { line } = await placesOf(id);
  expect(line).toMatchObject({ engineerId: ids.engineer, state: 'working' });
  department.clock.advance({ hours: 1 });
  const { revision } = await database.db('persons').where({ id: ids.engineer }).first('revision');
  const leave = { id: ids.engineer as number, revision, choices: {}, all: String(ids.engineer2) };
  await department.as('hr', departPerson, leave);
  expect((await selectTicket(database.db, id)).variables.engineer).toBe(ids.engineer2);
  expect((await placesOf(id)).line).toMatchObject({
    engineerId: ids.engineer2,
    state: 'working',
    dispatchedAt: line.dispatchedAt,
  });
});

test('a ticket follows the customer that the clerk corrects, in register, inbox and file', async () => {
  const { id } = await startRequest(department);
  const product = { id: null, name: '轧机主控柜', model: 'ZJ-1', serialNumber: 'ZJ1-7' };
  await perform(department, id, 'arrangeEngineer', 'clerk', {
    customer: another,
    product,
    serviceContent: '电话指导排除停机故障',
    priority: 'normal',
    engineer: ids.engineer2,
    answerDueAt: '2026-11-24T01:00:00.000Z',
  });
  const customer = await database.db('customers').where({ name: another.name }).first('id');
  const made = await database.db('products').where({ serialNumber: 'ZJ1-7' }).first('id');
  const { ticket, line, entries } = await placesOf(id);
  expect(ticket).toMatchObject({ customerId: customer.id, productId: made.id });
  expect(line).toMatchObject({ customerId: customer.id, customerName: another.name });
  expect(entries.map(({ customerId }) => customerId)).toEqual([customer.id]);
});

test('a ticket lies where its corrected category says, and so do the tasks that come up with it', async () => {
  const { number } = await department.as('desk', startTicket, {
    processKey: 'onsite-service',
    data: request,
    requestKey: crypto.randomUUID(),
  });
  const { id, variables } = await selectTicketByNumber(database.db, number);
  expect(variables.category).toBe('A');
  await perform(department, id, 'verifyRequest', 'clerk', {
    customer: variables.customer,
    product: variables.product,
    serviceContent: '更换热继电器',
    category: 'C',
    categoryReason: '经核实仍在保修期内',
    priority: 'normal',
    appointmentAt: '2026-11-24T02:00:00.000Z',
  });
  const { ticket, line, entries } = await placesOf(id);
  expect([ticket.category, line.category]).toEqual(['C', 'C']);
  expect(entries.map(({ category }) => category)).toEqual(entries.map(() => 'C'));
  expect(entries.length).toBeGreaterThan(0);
});

test('a ticket of a customer that became another one stays with that one, whatever happens to it next', async () => {
  const { id } = await startRequest(department, { customer: { ...another, name: '新泰矿用机械厂' } });
  await startRequest(department, { customer: { ...another, name: '新泰矿用机械有限公司' } });
  const gone = await database.db('customers').where({ name: '新泰矿用机械厂' }).first('id', 'revision');
  const kept = await database.db('customers').where({ name: '新泰矿用机械有限公司' }).first('id', 'revision');
  await department.as('clerk', mergeCustomers, {
    kept,
    gone,
    takeOver: [],
    moveTickets: moveTicketsToCustomer,
  });
  await arrange(department, id, 'engineer2');
  const { ticket, line, entries } = await placesOf(id);
  expect([ticket.customerId, line.customerId]).toEqual([kept.id, kept.id]);
  expect(entries.map(({ customerId }) => customerId)).toEqual([kept.id]);
});

test('a called ticket that is kept when its caller is cancelled has nobody who waits for it', async () => {
  const { id, number } = await startRequest(department);
  await arrange(department, id, 'engineer2');
  await perform(department, id, 'remoteGuidance', 'engineer2', guidance('onsite'));
  const [child] = await database.db('tickets').where({ parentId: id });
  const before = await openTask(department, child.id, 'verifyRequest');
  await department.as('manager', cancelTicket, { number, reason: '客户撤回', children: 'keep' });
  const kept = await selectTicket(database.db, child.id);
  expect(kept).toMatchObject({ status: 'active', parentId: id, parentExecutionId: null });
  expect(kept.revision).toBe(child.revision + 1);
  expect(await openTask(department, child.id, 'verifyRequest')).toEqual(before);
});
