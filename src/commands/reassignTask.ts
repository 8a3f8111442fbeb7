import { moveDraft } from '../db/formDrafts.js';
import { selectPersonNames } from '../db/persons.js';
import { updateTask } from '../db/tasks.js';
import { updateTicket } from '../db/tickets.js';
import { NotAllowed } from '../errors.js';
import { whyNotReassign } from '../rules/handingOver.js';
import { findReceiver } from './findReceiver.js';
import { openForAction } from './openForAction.js';
import { queueNotices } from './queueNotices.js';
import { readReason } from './readReason.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

export interface HandOverInput {
  taskId: number;
  /** Null: nobody was chosen. */
  personId: number | null;
  reason: string;
  /** Revision of the task that the page showed. */
  revision: number;
}

/**
 * 转办: gives a task to somebody else for good, with the draft that was begun.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function reassignTask(
  context: CommandContext,
  input: HandOverInput,
): Promise<{ receiver: string }> {
  const { tx, actor, now } = context;
  const { ticket, task } = await openForAction(context, 'reassign', input);
  const refusal = whyNotReassign(actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const receiver = await findReceiver(context, task, input.personId);
  const reason = readReason(input.reason, '转办原因');
  if (task.assigneeId !== null) await moveDraft(tx, task.assigneeId, receiver.id, `task:${task.id}`);
  await updateTask(tx, task.id, { status: 'claimed', assigneeId: receiver.id, claimedAt: now.toISOString() });
  const { elementId, executionId, name } = task;
  const to = { id: receiver.id, name: receiver.name };
  const data = { taskId: task.id, name, from: await holderOf(context, task.assigneeId), to, reason };
  await recordEvents(context, ticket, [{ type: 'task.reassigned', elementId, executionId, data }]);
  await updateTicket(tx, ticket);
  await queueNotices(context, ticket.id, [receiver.id], {
    kind: '转办',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}将工单 ${ticket.number} 的任务「${name}」转办给您，请办理。`,
    path: `/tasks/${task.id}`,
  });
  return { receiver: receiver.name };
}

async function holderOf({ tx }: CommandContext, id: number | null) {
  return id === null ? null : { id, name: (await selectPersonNames(tx, [id])).get(id) ?? '' };
}
