import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import {
  type InboxEntryRow,
  placeOfGroup,
  placeOfPerson,
  type ServiceCategory,
  type TaskStatus,
} from '../../tickets/index.js';
import { type InboxMark, mergeInOrder, orderOf, type SortName } from './inboxOrder.js';
import { type TaskFilter, taskCondition } from './taskCondition.js';

/** mine: the person's own tasks; available: tasks that the person may claim. */
export type OpenView = 'mine' | 'available';

export interface InboxTask {
  id: number;
  name: string;
  status: TaskStatus;
  escalation: boolean;
  priority: number;
  createdAt: string;
  completedAt: string | null;
  dueAt: string | null;
  /** Time of the last reminder. */
  remindedAt: string | null;
  ticketNumber: string;
  ticketTitle: string;
  processName: string;
  category: ServiceCategory | null;
  customerName: string | null;
  /** What a multi-instance task is about, as the collection has it. */
  loopItem: unknown;
}

export const pageSize = 50;

/**
 * One page of a person's open tasks, escalations first. Each place keeps its own order by index; a page is merged from the
 * first rows of each, so it costs the same however many wait.
 */
export async function selectInbox(
  db: Knex,
  person: Person,
  view: OpenView,
  options: { filter: TaskFilter; sort: SortName; after?: InboxMark },
): Promise<{ tasks: InboxTask[]; next: InboxMark | null }> {
  const { sort, after } = options;
  const narrow = await taskCondition(db, options.filter);
  const found: InboxEntryRow[] = [];
  for (const rank of after ? [0, 1].filter((one) => one >= after.rank) : [0, 1]) {
    if (found.length > pageSize) break;
    const lists = placesOf(person, view).map((place) => {
      const query = entriesAt(db, person, view, place).where('inbox_entries.rank', rank).modify(narrow);
      return orderOf(sort)(query, after?.rank === rank ? after : undefined).limit(pageSize + 1);
    });
    found.push(...mergeInOrder(sort, await Promise.all(lists)));
  }
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  const tasks = await selectInboxTasks(
    db,
    shown.map(({ taskId }) => taskId),
  );
  return { tasks, next: found.length > pageSize && last ? last : null };
}

/** The places of a view in the inbox. */
export function placesOf(person: Person, view: OpenView): string[] {
  return view === 'mine' ? [placeOfPerson(person.id)] : person.groups.map(placeOfGroup);
}

/** Inbox entries of one place, without tasks from which the person is excluded (R9, R18). */
export function entriesAt(db: Knex, person: Person, view: OpenView, place: string): Knex.QueryBuilder {
  const query = db('inbox_entries').where('inbox_entries.place', place).select('inbox_entries.*');
  if (view === 'mine') return query;
  return query.whereNotExists((barred) =>
    barred
      .select(db.raw('1'))
      .from('task_exclusions')
      .whereRaw('task_exclusions.task_id = inbox_entries.task_id')
      .where('task_exclusions.personId', person.id),
  );
}

/** What the list shows of these tasks, in the order of the ids. */
export async function selectInboxTasks(db: Knex, ids: readonly number[]): Promise<InboxTask[]> {
  if (ids.length === 0) return [];
  const rows: InboxTask[] = await db('tasks')
    .whereIn('tasks.id', [...ids])
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
      'tasks.remindedAt',
      'tasks.loopItem',
      'tickets.number as ticketNumber',
      'tickets.title as ticketTitle',
      'tickets.category',
      'process_definitions.name as processName',
      'customers.name as customerName',
    );
  const byId = new Map(rows.map((row) => [row.id, parse(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function parse(row: InboxTask): InboxTask {
  const loopItem = row.loopItem === null ? null : JSON.parse(row.loopItem as string);
  return { ...row, escalation: Boolean(row.escalation), loopItem };
}
