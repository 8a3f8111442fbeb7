import { NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { maySeeTicket } from '../model/ticketVisibility.js';
import { selectTasksOfTicket } from '../store/tasks.js';
import { selectCopiedTo } from '../store/ticketCopies.js';
import type { TicketRow } from '../store/tickets.js';

/** @throws {NotFound} when the actor may not know of the ticket */
export async function refuseUnlessVisible({ tx, actor }: CommandContext, ticket: TicketRow): Promise<void> {
  const tasks = await selectTasksOfTicket(tx, ticket.id);
  if (!maySeeTicket(actor, ticket, tasks, await selectCopiedTo(tx, ticket.id))) throw new NotFound('工单');
}
