import { NotAllowed } from '../../../platform/errors.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotCancel } from '../model/cancelling.js';
import { saveTicket } from '../steps/saveTicket.js';
import {
  selectChildTickets,
  selectTicketByNumber,
  selectTicketForUpdate,
  type TicketRow,
} from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

export interface CancelTicketInput {
  number: string;
  reason: string;
  /** Whether running called tickets are cancelled too, or continue by themselves. */
  children: 'cancel' | 'keep';
}

/**
 * 终止: ends a ticket before its end, with a reason; a ticket that waits for it goes on. Repeating it succeeds.
 * @throws {NotAllowed} {NotFound} {InvalidForm} without a reason
 */
export async function cancelTicket(context: CommandContext, input: CancelTicketInput): Promise<void> {
  const { id } = await selectTicketByNumber(context.tx, input.number);
  const ticket = await selectTicketForUpdate(context.tx, id);
  if (ticket.status === 'cancelled') return;
  const refusal = whyNotCancel(context.actor, ticket);
  if (refusal) throw new NotAllowed(refusal);
  const reason = readReason(input.reason, '终止原因');
  if (input.children === 'keep') await keepChildren(context, ticket);
  await advanceTicket(
    context,
    ticket,
    { type: 'cancel', variables: ticket.variables },
    {
      type: 'ticket.cancelled',
      elementId: null,
      executionId: null,
      data: { reason, children: input.children },
    },
  );
}

/** Called tickets continue although no ticket waits for them; they stay linked. */
async function keepChildren(context: CommandContext, ticket: TicketRow): Promise<void> {
  const children = await selectChildTickets(context.tx, ticket.id);
  for (const { id } of children.filter((one) => one.status === 'active')) {
    const child = await selectTicketForUpdate(context.tx, id);
    await saveTicket(context, { ...child, parentExecutionId: null }, { events: [] });
  }
}
