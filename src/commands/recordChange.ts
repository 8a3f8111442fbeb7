import { type TicketRow, updateTicket } from '../db/tickets.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { keepRegister } from './keepRegister.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

/** Records what happened to a ticket without a step of its process, and writes the ticket. @throws {StaleTicket} */
export async function recordChange(
  context: CommandContext,
  ticket: TicketRow,
  entries: AuditEntry[],
): Promise<void> {
  await recordEvents(context, ticket, entries);
  await updateTicket(context.tx, ticket);
  await keepRegister(context, ticket, await context.definitions.load(context.tx, ticket.definitionId));
}
