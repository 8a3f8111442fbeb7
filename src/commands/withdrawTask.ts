import { chooseForElement } from '../db/chosenPerformers.js';
import { updateTask } from '../db/tasks.js';
import { isMultiInstance } from '../engine/loadDefinition.js';
import { NotAllowed } from '../errors.js';
import { whyNotOffered } from '../rules/taskActions.js';
import { whyNotWithdraw, whyTooLate } from '../rules/withdrawing.js';
import { advanceTicket } from './advanceTicket.js';
import { lockTask } from './completeTask.js';
import { findFollowers } from './findFollowers.js';
import { propertiesOfTask } from './openForAction.js';
import { readReason } from './readReason.js';
import type { CommandContext } from './runCommand.js';

/**
 * 撤回: takes a submitted task back while nobody has begun what follows from it. It comes up again for the actor, filled in
 * as it was submitted.
 * @throws {NotAllowed} {InvalidForm} without a reason {NotFound}
 */
export async function withdrawTask(
  context: CommandContext,
  input: { taskId: number; reason: string },
): Promise<{ number: string }> {
  const { ticket, task } = await lockTask(context, input.taskId);
  const { engine } = await context.definitions.load(context.tx, ticket.definitionId);
  const isInstance = isMultiInstance(engine, task.elementId);
  const refusal =
    whyNotWithdraw(context.actor, { ...task, isInstance }) ??
    whyNotOffered('withdraw', await propertiesOfTask(context, ticket, task));
  if (refusal) throw new NotAllowed(refusal);
  const followers = await findFollowers(context, ticket, task);
  const tooLate = whyTooLate(followers);
  if (tooLate) throw new NotAllowed(tooLate);
  const reason = readReason(input.reason, '撤回原因');
  const { elementId, executionId, name } = task;
  const personId = context.actor.id as number;
  await chooseForElement(context.tx, { ticketId: ticket.id, elementId, personId });
  await updateTask(context.tx, task.id, { outcome: 'withdrawn' });
  await advanceTicket(
    context,
    ticket,
    { type: 'move', executionId: followers.from, to: elementId, variables: ticket.variables },
    { type: 'task.withdrawn', elementId, executionId, data: { taskId: task.id, name, reason } },
  );
  return { number: ticket.number };
}
