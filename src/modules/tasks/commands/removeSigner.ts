import { NotAllowed } from '../../../platform/errors.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectTask, whyNotRemoveSigner } from '../../tickets/index.js';
import { refuseUnlessOpen } from '../steps/lockTask.js';
import { lockVisibleTask } from '../steps/openForAction.js';
import { settleSigning } from '../steps/settleSigning.js';

/**
 * 减签: removes a signer who has not signed yet. Without open signers the task continues as if all had signed.
 * @throws {NotAllowed} {InvalidForm} {TaskAlreadyCompleted} {TaskCancelled} {EngineError}
 */
export async function removeSigner(
  context: CommandContext,
  input: { taskId: number; reason: string },
): Promise<{ number: string }> {
  const { ticket, task } = await lockVisibleTask(context, input.taskId);
  await refuseUnlessOpen(context, task);
  const parent = task.parentId === null ? undefined : await selectTask(context.tx, task.parentId);
  const refusal = whyNotRemoveSigner(context.actor, task, parent);
  if (refusal) throw new NotAllowed(refusal);
  const reason = readReason(input.reason, '减签原因');
  const change = { status: 'cancelled', completedAt: context.now.toISOString() } as const;
  const { elementId, executionId, name } = task;
  const data = { taskId: task.id, name, parentTaskId: task.parentId, reason };
  const cause = { type: 'task.removed', elementId, executionId, data };
  await settleSigning(context, ticket, task, { id: task.id, change }, cause);
  return { number: ticket.number };
}
