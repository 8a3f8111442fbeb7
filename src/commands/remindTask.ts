import { selectMailRecipients } from '../db/persons.js';
import { updateTask } from '../db/tasks.js';
import { updateTicket } from '../db/tickets.js';
import { NotAllowed } from '../errors.js';
import { paths } from '../rules/paths.js';
import { whyNotRemind } from '../rules/ticketTalk.js';
import { openForAction } from './openForAction.js';
import { queueNotices } from './queueNotices.js';
import { recordEvents } from './recordEvents.js';
import { refuseUnlessVisible } from './refuseUnlessVisible.js';
import type { CommandContext } from './runCommand.js';

/**
 * 催办: urges who has the task, or the groups that could take it; once in a while only.
 * @throws {NotAllowed} {NotFound} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function remindTask(context: CommandContext, input: { taskId: number }): Promise<void> {
  const { tx, actor, now } = context;
  const { ticket, task } = await openForAction(context, 'remind', input);
  await refuseUnlessVisible(context, ticket);
  const refusal = whyNotRemind(actor, task, now);
  if (refusal) throw new NotAllowed(refusal);
  await updateTask(tx, task.id, { remindedAt: now.toISOString() });
  const { elementId, executionId, name } = task;
  const receivers =
    task.assigneeId === null
      ? (await selectMailRecipients(tx, task.candidateGroups)).map(({ id }) => id)
      : [task.assigneeId];
  await recordEvents(context, ticket, [
    { type: 'task.reminded', elementId, executionId, data: { taskId: task.id, name } },
  ]);
  await updateTicket(tx, ticket);
  await queueNotices(context, ticket.id, receivers, {
    kind: '催办',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}请您尽快办理工单 ${ticket.number} 的任务「${name}」。`,
    path: paths.task(task.id),
  });
}
