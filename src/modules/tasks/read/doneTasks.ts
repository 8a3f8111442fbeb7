import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { type InboxTask, pageSize, selectInboxTasks } from './inbox.js';
import { type TaskFilter, ticketCondition } from './taskCondition.js';

/** One page of the tasks that the person completed, the last first. */
export async function selectDoneTasks(
  db: Knex,
  person: Person,
  options: { filter: TaskFilter; after?: string },
): Promise<{ tasks: InboxTask[]; next: string | null }> {
  const query = db('tasks')
    .join('tickets', 'tickets.id', 'tasks.ticketId')
    .where('tasks.completedBy', person.id)
    .modify(await ticketCondition(db, options.filter))
    .orderBy([
      { column: 'tasks.completedAt', order: 'desc' },
      { column: 'tasks.id', order: 'desc' },
    ])
    .limit(pageSize + 1)
    .select('tasks.id', 'tasks.completedAt');
  const [at, id] = options.after?.split('|') ?? [];
  if (at && id) query.whereRaw('(tasks.completed_at, tasks.id) < (?, ?)', [at, Number(id)]);
  const rows: { id: number; completedAt: string }[] = await query;
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    tasks: await selectInboxTasks(
      db,
      shown.map((row) => row.id),
    ),
    next: rows.length > pageSize && last ? `${last.completedAt}|${last.id}` : null,
  };
}
