import { chooseForElement } from '../db/chosenPerformers.js';
import { updateTask } from '../db/tasks.js';
import { NotAllowed } from '../errors.js';
import { advanceTicket } from './advanceTicket.js';
import { checkWithdrawal } from './checkWithdrawal.js';
import { lockTask } from './completeTask.js';
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
  const found = await checkWithdrawal(context, context.actor, ticket, task);
  if (found.refusal !== null) throw new NotAllowed(found.refusal);
  const reason = readReason(input.reason, '撤回原因');
  const { elementId, executionId, name } = task;
  const personId = context.actor.id as number;
  await chooseForElement(context.tx, { ticketId: ticket.id, elementId, personId });
  await updateTask(context.tx, task.id, { outcome: 'withdrawn' });
  await advanceTicket(
    context,
    ticket,
    { type: 'move', executionId: found.from, to: elementId, variables: ticket.variables },
    { type: 'task.withdrawn', elementId, executionId, data: { taskId: task.id, name, reason } },
  );
  return { number: ticket.number };
}
