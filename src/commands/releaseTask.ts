import { updateTask } from '../db/tasks.js';
import { updateTicket } from '../db/tickets.js';
import { NotAllowed } from '../errors.js';
import { whyNotRelease } from '../rules/taskPermissions.js';
import { openForAction } from './openForAction.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

/**
 * 退回公共: puts a claimed task back to its candidate groups; the draft stays for its writer. Repeating it succeeds.
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function releaseTask(context: CommandContext, input: { taskId: number }): Promise<void> {
  const { ticket, task } = await openForAction(context, 'release', input);
  const refusal = whyNotRelease(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  await updateTask(context.tx, task.id, { status: 'ready', assigneeId: null, claimedAt: null });
  const { elementId, executionId, name } = task;
  await recordEvents(context, ticket, [
    { type: 'task.released', elementId, executionId, data: { taskId: task.id, name } },
  ]);
  await updateTicket(context.tx, ticket);
}
