import { NotAllowed } from '../errors.js';
import { whyNotRelease } from '../rules/taskPermissions.js';
import { openForAction } from './openForAction.js';
import type { CommandContext } from './runCommand.js';
import { saveTicket } from './saveTicket.js';

/**
 * 退回公共: puts a claimed task back to its candidate groups; the draft stays for its writer. Repeating it succeeds.
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function releaseTask(context: CommandContext, input: { taskId: number }): Promise<void> {
  const { ticket, task } = await openForAction(context, 'release', input);
  const refusal = whyNotRelease(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const { id, elementId, executionId, name } = task;
  await saveTicket(context, ticket, {
    tasks: [{ id, change: { status: 'ready', assigneeId: null, claimedAt: null } }],
    events: [{ type: 'task.released', elementId, executionId, data: { taskId: id, name } }],
  });
}
