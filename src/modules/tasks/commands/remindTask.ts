import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectMailRecipients } from '../../people/index.js';
import { saveTicket, whyNotRemind } from '../../tickets/index.js';
import { openForAction } from '../steps/openForAction.js';

/**
 * 催办: sends a reminder to the task's holder or candidate groups, at most once per interval.
 * @throws {NotAllowed} {NotFound} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function remindTask(
  context: CommandContext,
  input: { taskId: number },
): Promise<{ number: string }> {
  const { tx, actor, now } = context;
  const { ticket, task } = await openForAction(context, 'remind', input);
  const refusal = whyNotRemind(actor, task, now);
  if (refusal) throw new NotAllowed(refusal);
  const { elementId, executionId, name } = task;
  const receivers =
    task.assigneeId === null
      ? (await selectMailRecipients(tx, task.candidateGroups)).map(({ id }) => id)
      : [task.assigneeId];
  await saveTicket(context, ticket, {
    tasks: [{ id: task.id, change: { remindedAt: now.toISOString() } }],
    events: [{ type: 'task.reminded', elementId, executionId, data: { taskId: task.id, name } }],
  });
  await queueNotices(context, ticket.id, receivers, {
    kind: '催办',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}请您尽快办理工单 ${ticket.number} 的任务「${name}」。`,
    path: paths.task(task.id),
  });
  return { number: ticket.number };
}
