import { NotAllowed, StaleTicket } from '../../../platform/errors.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteFormDraftsOfScope, whyNotSign } from '../../tickets/index.js';
import { lockTask, refuseUnlessOpen } from '../steps/lockTask.js';
import { settleSigning } from '../steps/settleSigning.js';

export interface SignTaskInput {
  taskId: number;
  agrees: boolean;
  opinion: string;
  /** Revision of the task that the page showed. */
  revision: number;
}

/**
 * 签署加签意见: agrees or refuses, with an opinion (a refusal needs one). Repeating it succeeds.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled} {EngineError}
 */
export async function signTask(context: CommandContext, input: SignTaskInput): Promise<{ number: string }> {
  const { ticket, task } = await lockTask(context, input.taskId);
  if (task.status === 'completed' && task.completedBy === context.actor.id) return { number: ticket.number };
  await refuseUnlessOpen(context, task);
  const refusal = whyNotSign(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  if (task.revision !== input.revision) throw new StaleTicket(ticket.number);
  const { agrees } = input;
  const isBare = agrees && input.opinion.trim() === '';
  const opinion = isBare ? '同意' : readReason(input.opinion, '意见', 'opinion');
  const outcome = agrees ? 'agreed' : 'refused';
  const [completedBy, completedAt] = [context.actor.id, context.now.toISOString()];
  const change = { status: 'completed', outcome, opinion, completedBy, completedAt } as const;
  await deleteFormDraftsOfScope(context.tx, `task:${task.id}`);
  const { elementId, executionId, name, parentId } = task;
  const data = { taskId: task.id, name, parentTaskId: parentId, agrees, opinion };
  const cause = { type: 'task.signed', elementId, executionId, data };
  await settleSigning(context, ticket, task, { id: task.id, change }, cause);
  return { number: ticket.number };
}
