import { NotAllowed, StaleTicket } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type TaskAction, whyNotOffered } from '../../processes/index.js';
import { maySeeTask, propertiesOfTask, refuseUnlessVisible } from '../../tickets/index.js';
import { type LockedTask, lockTask, refuseUnlessOpen } from './lockTask.js';

/**
 * The locked ticket and task that an action is done to, when the task waits still, is as the page showed it and the diagram
 * opens the action on it.
 * @param revision of the task that the page showed; undefined when it is of no matter
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {StaleTicket} {NotAllowed} {NotFound}
 */
export async function openForAction(
  context: CommandContext,
  action: TaskAction,
  { taskId, revision }: { taskId: number; revision?: number },
): Promise<LockedTask> {
  const { ticket, task } = await lockVisibleTask(context, taskId);
  await refuseUnlessOpen(context, task);
  if (revision !== undefined && revision !== task.revision) throw new StaleTicket(ticket.number);
  const refusal = whyNotOffered(action, await propertiesOfTask(context, ticket, task));
  if (refusal) throw new NotAllowed(refusal);
  return { ticket, task };
}

/** The locked task and its ticket, when the actor may know of them. @throws {NotFound} */
export async function lockVisibleTask(context: CommandContext, taskId: number): Promise<LockedTask> {
  const locked = await lockTask(context, taskId);
  if (!maySeeTask(context.actor, locked.task)) await refuseUnlessVisible(context, locked.ticket);
  return locked;
}
