import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { actionNames, offeredOnTicket } from '../../processes/index.js';
import { whyNotComment } from '../model/comments.js';
import { selectOpenTasks } from '../store/tasks.js';
import { selectTicketByNumber, selectTicketForUpdate, type TicketRow } from '../store/tickets.js';
import { propertiesOfTask } from './propertiesOfTask.js';
import { refuseUnlessVisible } from './refuseUnlessVisible.js';

/** Locks a ticket that the actor may copy or comment on. @throws {NotFound} {NotAllowed} */
export async function lockTicketToComment(
  context: CommandContext,
  action: 'copy' | 'comment',
  number: string,
): Promise<TicketRow> {
  const { id } = await selectTicketByNumber(context.tx, number);
  const ticket = await selectTicketForUpdate(context.tx, id);
  await refuseUnlessVisible(context, ticket);
  const refusal = whyNotComment(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  const waiting = [];
  for (const task of await selectOpenTasks(context.tx, ticket.id))
    waiting.push(await propertiesOfTask(context, ticket, task));
  if (!offeredOnTicket(action, waiting))
    throw new NotAllowed(`流程图规定该工单目前不能${actionNames[action]}。`);
  return ticket;
}
