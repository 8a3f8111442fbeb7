import type { Knex } from 'knex';
import type { TaskStatus } from '../db/tasks.js';
import type { ServiceCategory } from '../db/tickets.js';
import type { Person } from '../rules/actor.js';

export type InboxView = 'mine' | 'available' | 'done';

export interface InboxTask {
  id: number;
  name: string;
  status: TaskStatus;
  escalation: boolean;
  priority: number;
  createdAt: string;
  completedAt: string | null;
  dueAt: string | null;
  ticketNumber: string;
  ticketTitle: string;
  processName: string;
  category: ServiceCategory | null;
  customerName: string | null;
  /** What a multi-instance task is about, as the collection has it. */
  loopItem: unknown;
}

export interface InboxPage {
  tasks: InboxTask[];
  /** Hand it in as `after` to get the next page; null on the last one. */
  next: string | null;
}

const pageSize = 50;
const noDueDate = '9999';

/**
 * One page of a person's inbox. `mine`: assigned to the person; `available`: could be claimed by the person (a barred
 * person doesn't see the task, R9, R18); both with escalations and the earliest due date first. `done`: newest first.
 */
export async function selectInbox(
  db: Knex,
  person: Person,
  options: { view: InboxView; after?: string },
): Promise<InboxPage> {
  const query = tasksOf(db, person, options.view)
    .join('tickets', 'tickets.id', 'tasks.ticketId')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .leftJoin('customers', 'customers.id', 'tickets.customerId')
    .select(
      'tasks.id',
      'tasks.name',
      'tasks.status',
      'tasks.escalation',
      'tasks.priority',
      'tasks.createdAt',
      'tasks.completedAt',
      'tasks.dueAt',
      'tasks.loopItem',
      'tickets.number as ticketNumber',
      'tickets.title as ticketTitle',
      'tickets.category',
      'process_definitions.name as processName',
      'customers.name as customerName',
    )
    .limit(pageSize + 1);
  orderAfter(query, options.view, options.after);
  const rows: InboxTask[] = await query;
  const tasks = rows.slice(0, pageSize).map(parse);
  const last = tasks.at(-1);
  return { tasks, next: rows.length > pageSize && last ? cursorOf(options.view, last) : null };
}

function parse(row: InboxTask): InboxTask {
  const loopItem = row.loopItem === null ? null : JSON.parse(row.loopItem as string);
  return { ...row, escalation: Boolean(row.escalation), loopItem };
}

/** How many tasks each open view holds, for the navigation. */
export async function countInbox(db: Knex, person: Person): Promise<{ mine: number; available: number }> {
  const [mine] = await tasksOf(db, person, 'mine').count({ count: '*' });
  const [available] = await tasksOf(db, person, 'available').count({ count: '*' });
  return { mine: Number(mine?.count), available: Number(available?.count) };
}

function tasksOf(db: Knex, person: Person, view: InboxView): Knex.QueryBuilder {
  const query = db('tasks');
  if (view === 'mine')
    return query.where({ assigneeId: person.id }).whereIn('tasks.status', ['claimed', 'delegated']);
  if (view === 'done') return query.where({ completedBy: person.id });
  return query
    .where('tasks.status', 'ready')
    .whereIn(
      'tasks.id',
      db('task_candidate_groups')
        .select('taskId')
        .whereIn('groupId', [...person.groups]),
    )
    .whereNotExists((barred) =>
      barred
        .select(db.raw('1'))
        .from('task_exclusions')
        .whereRaw('task_exclusions.task_id = tasks.id')
        .where('task_exclusions.personId', person.id),
    );
}

function orderAfter(query: Knex.QueryBuilder, view: InboxView, after: string | undefined): void {
  const cursor = after?.split('|');
  if (view === 'done') {
    query.orderBy([
      { column: 'tasks.completedAt', order: 'desc' },
      { column: 'tasks.id', order: 'desc' },
    ]);
    if (cursor?.length === 2) {
      query.whereRaw('(tasks.completed_at, tasks.id) < (?, ?)', [String(cursor[0]), Number(cursor[1])]);
    }
    return;
  }
  const rank = 'case when tasks.escalation then 0 else 1 end';
  const due = `coalesce(tasks.due_at, '${noDueDate}')`;
  query.orderByRaw(`${rank}, ${due}, tasks.id`);
  if (cursor?.length === 3) {
    query.whereRaw(`(${rank}, ${due}, tasks.id) > (?, ?, ?)`, [
      Number(cursor[0]),
      String(cursor[1]),
      Number(cursor[2]),
    ]);
  }
}

function cursorOf(view: InboxView, task: InboxTask): string {
  if (view === 'done') return `${task.completedAt}|${task.id}`;
  return `${task.escalation ? 0 : 1}|${task.dueAt ?? noDueDate}|${task.id}`;
}
