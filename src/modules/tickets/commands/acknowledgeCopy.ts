import { NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { markRead, selectOptionalCopy } from '../store/ticketCopies.js';
import { selectTicketByNumber, selectTicketForUpdate } from '../store/tickets.js';

/** 已阅: marks a copy of a ticket as read by its receiver. Repeating it succeeds. @throws {NotFound} */
export async function acknowledgeCopy(context: CommandContext, input: { number: string }): Promise<void> {
  const { tx, actor, now } = context;
  const { id } = await selectTicketByNumber(tx, input.number);
  const ticket = await selectTicketForUpdate(tx, id);
  const copy = await selectOptionalCopy(tx, ticket.id, actor.id as number);
  if (!copy) throw new NotFound('抄送');
  if (copy.readAt !== null) return;
  await markRead(tx, ticket.id, copy.personId, now.toISOString());
  const event = { type: 'copy.read', elementId: null, executionId: null, data: {} };
  await saveTicket(context, ticket, { events: [event] });
}
