import type { CommandContext } from '../../../platform/runCommand.js';
import { selectSameProductIds } from '../../customers/index.js';
import { saveTicket } from '../steps/saveTicket.js';
import { selectTicketFamily } from '../store/ticketFamily.js';
import { insertFlags } from '../store/ticketFlags.js';
import { selectTicketForUpdate, selectTicketsOfProducts, type TicketRow } from '../store/tickets.js';
import type { Service } from './service.js';

const repairProcesses = ['onsite-service', 'repair-service'];
const dayMilliseconds = 86_400_000;

/**
 * R14: looks for other on-site and repair tickets of the product with the same cause within the days given, leaving out
 * callers and called tickets of this one, and flags both sides. Without a known product or cause there is nothing to compare.
 */
export const flagRepeatedRepair: Service = async (context, { ticket, input }) => {
  const { productId, causeCategory, withinDays } = input;
  if (typeof productId !== 'number' || typeof causeCategory !== 'string') return { repeatedRepair: false };
  const since = new Date(Date.parse(ticket.startedAt) - Number(withinDays) * dayMilliseconds).toISOString();
  const machine = await selectSameProductIds(context.tx, productId);
  const sameProduct = await selectTicketsOfProducts(context.tx, machine, repairProcesses, since);
  const family = new Set((await selectTicketFamily(context.tx, ticket.id)).map(({ id }) => id));
  const repeated = sameProduct.filter(
    (other) => !family.has(other.id) && other.variables.causeCategory === causeCategory,
  );
  for (const other of repeated) await flagBoth(context, ticket, other);
  return { repeatedRepair: repeated.length > 0, repeatedOf: repeated.map((other) => other.number) };
};

async function flagBoth(context: CommandContext, ticket: TicketRow, other: TicketRow): Promise<void> {
  const flaggedAt = context.now.toISOString();
  await insertFlags(context.tx, [
    { ticketId: ticket.id, flag: 'repeatedRepair', otherId: other.id, flaggedAt },
    { ticketId: other.id, flag: 'repeatedRepair', otherId: ticket.id, flaggedAt },
  ]);
  const locked = await selectTicketForUpdate(context.tx, other.id);
  const data = { flag: 'repeatedRepair', other: ticket.number };
  const event = { type: 'ticket.flagged', elementId: null, executionId: null, data };
  await saveTicket(context, locked, { events: [event] });
}
