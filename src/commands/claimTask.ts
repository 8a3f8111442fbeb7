import { selectPerson } from '../db/persons.js';
import { updateTask } from '../db/tasks.js';
import { updateTicket } from '../db/tickets.js';
import { NotAllowed, TaskAlreadyClaimed } from '../errors.js';
import { whyNotClaim } from '../rules/taskPermissions.js';
import { lockTask, refuseUnlessOpen } from './completeTask.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

/**
 * 签收: takes a task from its group. Claiming what one has already succeeds.
 * @throws {TaskAlreadyClaimed} {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function claimTask(context: CommandContext, input: { taskId: number }): Promise<void> {
  const { ticket, task } = await lockTask(context, input.taskId);
  await refuseUnlessOpen(context, task);
  if (task.assigneeId === context.actor.id) return;
  const refusal = whyNotClaim(context.actor, { ...task, status: 'ready' });
  if (refusal) throw new NotAllowed(refusal);
  if (task.assigneeId !== null) {
    throw new TaskAlreadyClaimed((await selectPerson(context.tx, task.assigneeId)).name);
  }
  await updateTask(context.tx, task.id, {
    status: 'claimed',
    assigneeId: context.actor.id,
    claimedAt: context.now.toISOString(),
  });
  const { elementId, executionId, name } = task;
  await recordEvents(context, ticket, [
    { type: 'task.claimed', elementId, executionId, data: { taskId: task.id, name } },
  ]);
  await updateTicket(context.tx, ticket);
}
