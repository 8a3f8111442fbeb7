import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCustomers } from '../../../../src/modules/customers/commands/mergeCustomers.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { selectInbox } from '../../../../src/modules/tasks/read/inbox.js';
import { countDue, countInbox } from '../../../../src/modules/tasks/read/inboxCounts.js';
import {
  readMark,
  type SortName,
  sortNames,
  writeMark,
} from '../../../../src/modules/tasks/read/inboxOrder.js';
import type { TaskFilter } from '../../../../src/modules/tasks/read/taskCondition.js';
import { moveTicketsToCustomer } from '../../../../src/modules/tickets/steps/saveTicket.js';
import { placeTask } from '../../../../src/modules/tickets/store/inboxEntries.js';
import type { Person } from '../../../../src/platform/actor.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { inboxDiffers } from '../../../support/databases/inboxInvariant.js';

let database: TestDatabase;
let department: Department;
let clerk: Person;

const copies = 60;
const firstCopy = 1000;

/** One real request, and copies of its task that differ in what the inbox sorts by; some may be claimed by two groups. */
beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  const known = await department.person('clerk');
  clerk = { ...known, groups: ['service-clerk', 'service-desk'] };
  const { db } = database;
  const { id } = await startRequest(department);
  const [ticket] = await db('tickets').where({ id });
  const [task] = await db('tasks').where({ ticketId: id });
  const customers = await db('customers').orderBy('id').pluck('id');
  for (let index = 0; index < copies; index += 1) {
    const [ticketId, taskId] = [firstCopy + index, firstCopy + index];
    const category = 'ABCD'[index % 4];
    const own = {
      number: `YC-20261101-${1000 + index}`,
      category,
      customerId: customers[index % 3],
      requestKey: null,
    };
    await db('tickets').insert({
      ...ticket,
      ...own,
      id: ticketId,
      processKey: index % 5 ? 'remote-service' : 'onsite-service',
    });
    const dueAt = index % 7 ? `2026-11-23T${String(index % 24).padStart(2, '0')}:00:00.000Z` : null;
    const marks = { escalation: index % 10 === 0, priority: [50, 60, 90][index % 3], dueAt };
    await db('tasks').insert({
      ...task,
      ...marks,
      id: taskId,
      ticketId,
      createdAt: `2026-11-${10 + (index % 12)}T01:00:00.000Z`,
    });
    const groups = index % 2 ? ['service-clerk'] : ['service-clerk', 'service-desk'];
    await db('task_candidate_groups').insert(groups.map((groupId) => ({ groupId, taskId })));
    await placeTask(db, taskId);
  }
});
afterAll(() => database.destroy());

async function allOf(sort: SortName, filter: TaskFilter = {}) {
  const found = [];
  let after: ReturnType<typeof readMark>;
  do {
    const page = await selectInbox(database.db, clerk, 'available', { filter, sort, after });
    found.push(...page.tasks);
    after = page.next ? readMark(sort, writeMark(sort, page.next)) : undefined;
  } while (after);
  return found;
}

describe('the open tasks of several groups', () => {
  test.each(sortNames)('come each once over the pages, sorted by %s, escalations first', async (sort) => {
    const tasks = await allOf(sort);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(copies + 1);
    expect(tasks).toHaveLength(copies + 1);
    const escalated = tasks.map(({ escalation }) => escalation);
    expect(escalated.indexOf(false)).toBe(copies / 10);
    expect(escalated.lastIndexOf(true)).toBe(copies / 10 - 1);
    const rest = tasks.slice(copies / 10);
    const key = {
      due: (task: (typeof rest)[number]) => task.dueAt ?? '9999',
      newest: (task: (typeof rest)[number]) => task.createdAt,
      category: (task: (typeof rest)[number]) => task.category ?? 'Z',
    }[sort as string];
    if (!key) return;
    const keys = rest.map(key);
    const sorted = [...keys].sort();
    expect(keys).toEqual(sort === 'newest' ? sorted.reverse() : sorted);
  });

  test('are filtered by process, category, urgency, due time and customer', async () => {
    const of = async (filter: TaskFilter) =>
      (await allOf('due', filter)).filter(({ id }) => id >= firstCopy).length;
    expect(await of({ processKey: 'onsite-service' })).toBe(copies / 5);
    expect(await of({ category: 'B' })).toBe(copies / 4);
    expect(await of({ urgency: 0 })).toBe(copies / 3);
    const due = (await allOf('due')).filter(
      ({ dueAt, id }) => id >= firstCopy && dueAt && dueAt < '2026-11-23T05',
    );
    expect(await of({ dueBefore: '2026-11-23T05:00:00.000Z' })).toBe(due.length);
    const { name } = await database.db('customers').orderBy('id').first();
    expect(await of({ text: name })).toBe(copies / 3);
    expect(await of({ text: 'yc-20261101-1007' })).toBe(1);
    expect(await of({ text: '无此客户' })).toBe(0);
  });

  test('are found by a word that very many customers have only among their serial numbers', async () => {
    const { db } = database;
    const [{ id: owner }] = await db('customers').orderBy('id');
    const createdAt = '2026-11-23T01:00:00.000Z';
    for (let index = 0; index < 250; index += 1) {
      const other = { name: `他厂${index}`, searchText: '', nameKey: '', termsVersion: 1, createdAt };
      const [{ id: customerId }] = await db('customers').insert(other).returning('id');
      await db('search_terms').insert({ term: `vsd45-${index}`, customerId, productId: 1 });
    }
    await db('search_terms').insert({ term: 'vsd45-999', customerId: owner, productId: 1 });
    const found = await allOf('due', { text: 'VSD45' });
    expect(found.filter(({ id }) => id >= firstCopy)).toHaveLength(copies / 3);
    expect(await allOf('due', { text: 'VSD45 无此厂' })).toEqual([]);
  });

  test('are counted once each, and by how near their due time is', async () => {
    expect((await countInbox(database.db, clerk)).available).toBe(copies + 1);
    const moments = { now: '2026-11-23T05:00:00.000Z', soon: '2026-11-23T09:00:00.000Z' };
    const { overdue, soon } = await countDue(database.db, clerk, 'available', moments);
    const open = await allOf('due');
    const dueIn = (from: string, before: string) =>
      open.filter(({ dueAt }) => dueAt && dueAt >= from && dueAt < before).length;
    expect({ overdue, soon }).toEqual({
      overdue: dueIn('', moments.now),
      soon: dueIn(moments.now, moments.soon),
    });
    expect(overdue).toBeGreaterThan(0);
  });

  test('leave the groups when one of them is claimed, and follow a merged customer', async () => {
    await department.as('clerk', claimTask, { taskId: firstCopy + 1 });
    expect((await allOf('due')).map(({ id }) => id)).not.toContain(firstCopy + 1);
    const mine = await selectInbox(database.db, clerk, 'mine', { filter: {}, sort: 'due' });
    expect(mine.tasks.map(({ id }) => id)).toEqual([firstCopy + 1]);
    const [kept, gone] = await database.db('customers').orderBy('id').limit(2);
    await department.as('manager', mergeCustomers, {
      kept: { id: kept.id, revision: kept.revision },
      gone: { id: gone.id, revision: gone.revision },
      takeOver: [],
      moveTickets: moveTicketsToCustomer,
    });
    expect(await inboxDiffers(database.db)).toEqual([]);
  });
});

test('a mark that the pager did not write is no mark', () => {
  for (const text of [undefined, '', '1', '2|2026|1', '1|x|1', "1|9999|1' or 1=1", '1|9999|99999999999'])
    expect(readMark('due', text)).toBeUndefined();
  expect(readMark('due', '1|9999|12')).toMatchObject({ rank: 1, dueAt: '9999', taskId: 12 });
});
