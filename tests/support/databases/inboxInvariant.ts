import type { Knex } from 'knex';
import { urgencyOf } from '../../../src/modules/tickets/model/urgency.js';

interface OpenTask {
  id: number;
  ticketId: number;
  status: 'ready' | 'claimed' | 'delegated';
  assigneeId: number | null;
  escalation: boolean | number;
  dueAt: string | null;
  priority: number;
  createdAt: string;
  processKey: string;
  category: string | null;
  customerId: number | null;
}

/** Each open task lies with who has it, or with each group that may claim it, and nothing else lies anywhere. */
export async function inboxDiffers(db: Knex): Promise<string[]> {
  const expected = new Set(await expectedEntries(db));
  const rows = await db('inbox_entries').select('*');
  const found = new Set(rows.map((row) => JSON.stringify(lineOf(row))));
  return [
    ...[...expected].filter((line) => !found.has(line)).map((line) => `missing in the inbox: ${line}`),
    ...[...found].filter((line) => !expected.has(line)).map((line) => `wrong in the inbox: ${line}`),
  ];
}

async function expectedEntries(db: Knex): Promise<string[]> {
  const tasks: OpenTask[] = await db('tasks')
    .join('tickets', 'tickets.id', 'tasks.ticketId')
    .whereIn('tasks.status', ['ready', 'claimed', 'delegated'])
    .select('tasks.*', 'tickets.processKey', 'tickets.category', 'tickets.customerId');
  const groups: { taskId: number; groupId: string }[] = await db('task_candidate_groups');
  return tasks.flatMap((task) => {
    const own = groups.filter(({ taskId }) => taskId === task.id).map(({ groupId }) => `g:${groupId}`);
    return (task.status === 'ready' ? own : [`p:${task.assigneeId}`]).map((place) =>
      JSON.stringify(lineOf(entryOf(task, place))),
    );
  });
}

function entryOf(task: OpenTask, place: string): Record<string, unknown> {
  return {
    place,
    taskId: task.id,
    ticketId: task.ticketId,
    rank: task.escalation ? 0 : 1,
    dueAt: task.dueAt ?? '9999',
    urgency: urgencyOf(task.priority),
    createdAt: task.createdAt,
    processKey: task.processKey,
    category: task.category ?? 'Z',
    customerId: task.customerId ?? 2_147_483_647,
  };
}

function lineOf(entry: Record<string, unknown>): unknown[] {
  return Object.keys(entry)
    .sort()
    .map((name) => entry[name]);
}
