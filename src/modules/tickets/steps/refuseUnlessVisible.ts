import { selectTasksOfTicket } from '../db/tasks.js';
import { selectCopiedTo } from '../db/ticketCopies.js';
import type { TicketRow } from '../db/tickets.js';
import { NotFound } from '../errors.js';
import { maySeeTicket } from '../rules/ticketVisibility.js';
import type { CommandContext } from './runCommand.js';

/** @throws {NotFound} when the actor may not know of the ticket */
export async function refuseUnlessVisible({ tx, actor }: CommandContext, ticket: TicketRow): Promise<void> {
  const tasks = await selectTasksOfTicket(tx, ticket.id);
  if (!maySeeTicket(actor, ticket, tasks, await selectCopiedTo(tx, ticket.id))) throw new NotFound('工单');
}
