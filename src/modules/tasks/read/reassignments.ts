import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';
import { selectOptionalActor } from '../../people/index.js';
import { placeOfPerson } from '../../tickets/index.js';
import { countItems, type ItemStatus, type ReassignmentItemRow } from '../store/reassignmentItems.js';
import { type ReassignmentRow, selectReassignment } from '../store/reassignments.js';
import { type InboxTask, selectInboxTasks } from './inbox.js';
import { type Receiver, selectReceiversOf } from './receivers.js';

export interface ReassignmentChoice {
  holder: Person;
  /** What the holder has and has not lent, in the order in which it falls due. */
  tasks: InboxTask[];
  receivers: Receiver[];
}

const maxOfferedTasks = 300;
const pageSize = 50;

/** What can be given away of one person, and to whom. @throws {NotFound} */
export async function selectReassignmentChoice(db: Knex, holderId: number): Promise<ReassignmentChoice> {
  const holder = await selectOptionalActor(db, holderId);
  if (!holder) throw new NotFound('人员');
  const ids: number[] = await db('inbox_entries')
    .where({ place: placeOfPerson(holderId) })
    .whereIn('rank', [0, 1])
    .orderBy(['rank', 'dueAt', 'taskId'])
    .limit(maxOfferedTasks)
    .pluck('task_id');
  const tasks = (await selectInboxTasks(db, ids)).filter(({ status }) => status === 'claimed');
  const groups = await groupsOf(
    db,
    tasks.map(({ id }) => id),
  );
  const receivers = await selectReceiversOf(db, groups.length > 0 ? groups : holder.groups);
  return { holder, tasks, receivers: receivers.filter(({ id }) => id !== holderId) };
}

async function groupsOf(db: Knex, taskIds: readonly number[]): Promise<string[]> {
  if (taskIds.length === 0) return [];
  return db('task_candidate_groups')
    .whereIn('taskId', [...taskIds])
    .distinct('groupId')
    .pluck('group_id');
}

export interface ListedItem extends ReassignmentItemRow {
  task: string;
  number: string;
  fromName: string | null;
  toName: string | null;
}

export interface ReassignmentPage {
  found: ReassignmentRow;
  counts: Record<ItemStatus, number>;
  items: ListedItem[];
  next: number | null;
}

/** A batch of the person's own, with a page of its tasks. @throws {NotFound} */
export async function selectReassignmentPage(
  db: Knex,
  person: Person,
  id: number,
  { status, after = 0 }: { status?: ItemStatus; after?: number },
): Promise<ReassignmentPage> {
  const found = await selectReassignment(db, id, person.id);
  const query = db('reassignment_items')
    .join('tasks', 'tasks.id', 'reassignment_items.taskId')
    .join('tickets', 'tickets.id', 'tasks.ticketId')
    .leftJoin('persons as givers', 'givers.id', 'reassignment_items.fromId')
    .leftJoin('persons as takers', 'takers.id', 'reassignment_items.toId')
    .where('reassignment_items.reassignmentId', id)
    .where('reassignment_items.seq', '>', after)
    .orderBy('reassignment_items.seq')
    .limit(pageSize + 1)
    .select(
      'reassignment_items.*',
      'tasks.name as task',
      'tickets.number',
      'givers.name as fromName',
      'takers.name as toName',
    );
  if (status) query.where('reassignment_items.status', status);
  const rows: ListedItem[] = await query;
  const items = rows.slice(0, pageSize);
  const next = rows.length > pageSize ? (items.at(-1)?.seq ?? null) : null;
  return { found, counts: await countItems(db, id), items, next };
}

/** The person's latest batches. */
export async function selectReassignments(db: Knex, person: Person): Promise<ReassignmentRow[]> {
  return db('reassignments').where({ createdBy: person.id }).orderBy('id', 'desc').limit(5);
}
