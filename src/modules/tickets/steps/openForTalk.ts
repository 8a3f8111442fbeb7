import { selectOpenTasks } from '../db/tasks.js';
import { selectTicketByNumber, selectTicketForUpdate, type TicketRow } from '../db/tickets.js';
import { NotAllowed } from '../errors.js';
import { actionNames, offeredOnTicket } from '../rules/taskActions.js';
import { whyNotTalk } from '../rules/ticketTalk.js';
import { propertiesOfTask } from './propertiesOfTask.js';
import { refuseUnlessVisible } from './refuseUnlessVisible.js';
import type { CommandContext } from './runCommand.js';

/** The locked ticket, when the actor may copy it or comment on it. @throws {NotFound} {NotAllowed} */
export async function openForTalk(
  context: CommandContext,
  action: 'copy' | 'comment',
  number: string,
): Promise<TicketRow> {
  const { id } = await selectTicketByNumber(context.tx, number);
  const ticket = await selectTicketForUpdate(context.tx, id);
  await refuseUnlessVisible(context, ticket);
  const refusal = whyNotTalk(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  const waiting = [];
  for (const task of await selectOpenTasks(context.tx, ticket.id))
    waiting.push(await propertiesOfTask(context, ticket, task));
  if (!offeredOnTicket(action, waiting))
    throw new NotAllowed(`流程图规定该工单目前不能${actionNames[action]}。`);
  return ticket;
}
