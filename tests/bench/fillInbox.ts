import type { Knex } from 'knex';
import { fillCustomerFile, type SampleCustomer } from './fillCustomerFile.js';

export const benchGroups = Array.from({ length: 16 }, (_, index) => `group-${index}`);
/** People who have tasks; each is in one group as well. */
export const benchPeople = 40;
/** Each customer has as many open tasks in a small department as in a large one. */
const tasksPerCustomer = 25;

/**
 * Fills an empty database with so many open tasks, each of an own ticket: half lie with people, half with groups, due over
 * a year, one in a hundred escalated, of ten processes and all categories. Returns some of the customers.
 */
export async function fillInbox(db: Knex, tasks: number): Promise<SampleCustomer[]> {
  const customers = Math.ceil(tasks / tasksPerCustomer);
  const samples = await fillCustomerFile(db, customers);
  await fillPeople(db);
  await fillTickets(db, tasks, customers);
  await fillTasks(db, tasks);
  await fillEntries(db);
  await db.raw('analyze');
  if (db.client.config.client !== 'pg') await db.raw('pragma wal_checkpoint(truncate)');
  return samples;
}

const at = '2026-11-23T01:00:00.000Z';

async function fillPeople(db: Knex): Promise<void> {
  await db('departments').insert({ name: '技术服务部' });
  await db('groups').insert(benchGroups.map((id) => ({ id, name: id })));
  const people = Array.from({ length: benchPeople }, (_, index) => ({
    login: `person${index}`,
    name: `员工${index}`,
    departmentId: 1,
    passwordHash: 'x',
    createdAt: at,
  }));
  await db('persons').insert(people);
  await db('process_definitions').insert(
    Array.from({ length: 10 }, (_, index) => ({
      key: `process-${index}`,
      version: 1,
      name: `流程${index}`,
      xml: '',
      source: '',
      elements: '[]',
      contentHash: String(index),
      deployedAt: at,
    })),
  );
}

/** `k` counts from 1 to the number of rows. */
const series = (rows: number) =>
  `with recursive series(k) as (select 1 union all select k + 1 from series where k < ${rows})`;

async function fillTickets(db: Knex, rows: number, customers: number): Promise<void> {
  await db.raw(
    `${series(rows)} insert into tickets (id, number, definition_id, process_key, title, status, category, customer_id,
       initiator_id, state, variables, revision, event_count, head_hash, started_at)
     select k, 'YC-' || (20260000 + k % 365) || '-' || k, 1 + k % 10, 'process-' || (k % 10), '停机，面板显示故障代码', 'active',
       substr('ABCD', 1 + k % 4, 1), 1 + (k % ${customers}) * 7919 % ${customers}, 1 + k % ${benchPeople}, '{}', '{}', 1, 0, '', '${at}'
     from series`,
  );
}

/** Which tasks lie with whom, as if at random: a customer's tasks come at regular distances, and are to lie with many. */
const isHeld = '(k * 17 / 5 + k / 499) % 2 = 0';
const holder = `1 + (k * 13 / 3 + k / 701) % ${benchPeople}`;
const group = (id: string) => `(${id} * 31 / 7 + ${id} / 1009) % ${benchGroups.length}`;

/** Due times are spread over the year as if at random. */
async function fillTasks(db: Knex, rows: number): Promise<void> {
  const two = (figure: string) => `substr('0' || (${figure}), length('' || (${figure})))`;
  const due = `'2026-' || ${two('1 + (k * 7) % 12')} || '-' || ${two('1 + (k * 31) % 28')} || 'T' || ${two('(k * 13) % 24')} || ':' || ${two('(k * 17) % 60')} || ':00.000Z'`;
  await db.raw(
    `${series(rows)} insert into tasks (id, ticket_id, element_id, execution_id, name, form_key, status, assignee_id, priority,
       escalation, revision, created_at, due_at)
     select k, k, 'work', 'work_' || k, '现场服务', 'form', case when ${isHeld} then 'claimed' else 'ready' end,
       case when ${isHeld} then ${holder} end, case when k % 50 = 0 then 90 else 50 end,
       case when k % 101 = 0 then true else false end, 1, '${at}', ${due}
     from series`,
  );
  await db.raw(
    `insert into task_candidate_groups (group_id, task_id) select 'group-' || (${group('id')}), id from tasks`,
  );
}

async function fillEntries(db: Knex): Promise<void> {
  const facts = `tasks.id, tickets.id, case when tasks.escalation then 0 else 1 end, tasks.due_at,
    case when tasks.priority >= 80 then 0 else 2 end, tasks.created_at, tickets.process_key, tickets.category,
    tickets.customer_id from tasks join tickets on tickets.id = tasks.ticket_id`;
  await db.raw(
    `insert into inbox_entries (place, task_id, ticket_id, rank, due_at, urgency, created_at, process_key, category, customer_id)
     select 'p:' || tasks.assignee_id, ${facts} where tasks.status = 'claimed'
     union all
     select 'g:' || task_candidate_groups.group_id, ${facts}
       join task_candidate_groups on task_candidate_groups.task_id = tasks.id where tasks.status = 'ready'`,
  );
}
