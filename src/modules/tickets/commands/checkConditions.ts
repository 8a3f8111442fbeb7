import type { CommandContext } from '../../../platform/runCommand.js';
import { hasConditions } from '../store/eventSubscriptions.js';
import type { TicketRow } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

/**
 * Has the conditional events of a ticket look at data that changed while no step was taken; the change is saved already.
 * @throws {EngineError}
 */
export async function checkConditions(context: CommandContext, ticket: TicketRow): Promise<void> {
  if (ticket.status !== 'active' || !(await hasConditions(context.tx, ticket.id))) return;
  const cause = { type: 'conditions.checked', elementId: null, executionId: null, data: {} };
  await advanceTicket(context, ticket, { type: 'changeData', variables: ticket.variables }, cause);
}
