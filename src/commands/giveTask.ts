import { moveDraft } from '../db/formDrafts.js';
import { selectPersonNames } from '../db/persons.js';
import { type TaskRow, updateTask } from '../db/tasks.js';
import { type TicketRow, updateTicket } from '../db/tickets.js';
import type { Person } from '../rules/actor.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

/** Puts a task, with the draft that was begun, into somebody's hands for good, and records why. */
export async function giveTask(
  context: CommandContext,
  { ticket, task }: { ticket: TicketRow; task: TaskRow },
  receiver: Person,
  reason: string,
): Promise<void> {
  const { tx, now } = context;
  if (task.assigneeId !== null) await moveDraft(tx, task.assigneeId, receiver.id, `task:${task.id}`);
  await updateTask(tx, task.id, {
    status: 'claimed',
    assigneeId: receiver.id,
    claimedAt: now.toISOString(),
  });
  const { elementId, executionId, name } = task;
  const to = { id: receiver.id, name: receiver.name };
  const data = { taskId: task.id, name, from: await holderOf(context, task.assigneeId), to, reason };
  await recordEvents(context, ticket, [{ type: 'task.reassigned', elementId, executionId, data }]);
  await updateTicket(tx, ticket);
}

async function holderOf({ tx }: CommandContext, id: number | null) {
  return id === null ? null : { id, name: (await selectPersonNames(tx, [id])).get(id) ?? '' };
}
