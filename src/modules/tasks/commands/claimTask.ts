import { NotAllowed, TaskAlreadyClaimed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPerson } from '../../people/index.js';
import { saveTicket, whyNotClaim } from '../../tickets/index.js';
import { lockTask, refuseUnlessOpen } from '../steps/lockTask.js';

/**
 * 签收: takes a task from its candidate groups. Claiming one's own task succeeds.
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
  const { id, elementId, executionId, name } = task;
  const claimedAt = context.now.toISOString();
  await saveTicket(context, ticket, {
    tasks: [{ id, change: { status: 'claimed', assigneeId: context.actor.id, claimedAt } }],
    events: [{ type: 'task.claimed', elementId, executionId, data: { taskId: id, name } }],
  });
}
