import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { whyNotReassign } from '../../tickets/index.js';
import { findReceiver } from '../steps/findReceiver.js';
import { giveTask } from '../steps/giveTask.js';
import { openForAction } from '../steps/openForAction.js';

export interface TaskTransferInput {
  taskId: number;
  /** Null without a choice. */
  personId: number | null;
  reason: string;
  /** Revision of the task that the page showed. */
  revision: number;
}

/**
 * 转办: reassigns a task to somebody else, together with its draft.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function reassignTask(
  context: CommandContext,
  input: TaskTransferInput,
): Promise<{ receiver: string; number: string }> {
  const { actor } = context;
  const { ticket, task } = await openForAction(context, 'reassign', input);
  const refusal = whyNotReassign(actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const receiver = await findReceiver(context, task, input.personId);
  const reason = readReason(input.reason, '转办原因');
  await giveTask(context, { ticket, task }, receiver, reason);
  await queueNotices(context, ticket.id, [receiver.id], {
    kind: '转办',
    about: `${ticket.number} ${task.name}`,
    text: `${actor.name}将工单 ${ticket.number} 的任务「${task.name}」转办给您，请办理。`,
    path: paths.task(task.id),
  });
  return { receiver: receiver.name, number: ticket.number };
}
