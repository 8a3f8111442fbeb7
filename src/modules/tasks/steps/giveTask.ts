import type { Person } from '../../../platform/actor.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPersonNames } from '../../people/index.js';
import { moveFormDraft, saveTicket, type TaskRow, type TicketRow } from '../../tickets/index.js';

/** Puts a task, with the draft that was begun, into somebody's hands for good, and records why. */
export async function giveTask(
  context: CommandContext,
  { ticket, task }: { ticket: TicketRow; task: TaskRow },
  receiver: Person,
  reason: string,
): Promise<void> {
  const { tx, now } = context;
  if (task.assigneeId !== null) await moveFormDraft(tx, task.assigneeId, receiver.id, `task:${task.id}`);
  const { id, elementId, executionId, name } = task;
  const to = { id: receiver.id, name: receiver.name };
  const data = { taskId: id, name, from: await holderOf(context, task.assigneeId), to, reason };
  const held = { status: 'claimed', assigneeId: receiver.id, claimedAt: now.toISOString() } as const;
  await saveTicket(context, ticket, {
    tasks: [{ id, change: held }],
    events: [{ type: 'task.reassigned', elementId, executionId, data }],
  });
}

async function holderOf({ tx }: CommandContext, id: number | null) {
  return id === null ? null : { id, name: (await selectPersonNames(tx, [id])).get(id) ?? '' };
}
