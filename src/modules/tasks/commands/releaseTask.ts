import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket, whyNotRelease } from '../../tickets/index.js';
import { openForAction } from '../steps/openForAction.js';

/**
 * 退回公共: returns a claimed task to its candidate groups; its writer keeps the draft. Repeating it succeeds.
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
