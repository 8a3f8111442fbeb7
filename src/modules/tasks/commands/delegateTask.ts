import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { moveFormDraft, saveTicket, whyNotDelegate } from '../../tickets/index.js';
import { findReceiver } from '../steps/findReceiver.js';
import { openForAction } from '../steps/openForAction.js';
import type { TaskTransferInput } from './reassignTask.js';

/**
 * 委派: lends a task to somebody who fills it in and gives it back; its owner submits it.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function delegateTask(
  context: CommandContext,
  input: TaskTransferInput,
): Promise<{ receiver: string; number: string }> {
  const { tx, actor } = context;
  const { ticket, task } = await openForAction(context, 'delegate', input);
  const refusal = whyNotDelegate(actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const receiver = await findReceiver(context, task, input.personId);
  const reason = readReason(input.reason, '委派说明');
  const ownerId = actor.id as number;
  await moveFormDraft(tx, ownerId, receiver.id, `task:${task.id}`);
  const { elementId, executionId, name } = task;
  const to = { id: receiver.id, name: receiver.name };
  const data = { taskId: task.id, name, from: { id: ownerId, name: actor.name }, to, reason };
  await saveTicket(context, ticket, {
    tasks: [{ id: task.id, change: { status: 'delegated', assigneeId: receiver.id, ownerId } }],
    events: [{ type: 'task.delegated', elementId, executionId, data }],
  });
  await queueNotices(context, ticket.id, [receiver.id], {
    kind: '委派',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}将工单 ${ticket.number} 的任务「${name}」委派给您，填写后请交回。`,
    path: paths.task(task.id),
  });
  return { receiver: receiver.name, number: ticket.number };
}
