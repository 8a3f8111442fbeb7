import type { CustomerValue, ProductValue } from '../../../forms/schema/types.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { ServiceCategory } from '../../customers/index.js';
import { isRequest, registerStateOf } from '../model/register.js';
import { upsertRegisterEntry } from '../store/registerEntries.js';
import type { TicketRow } from '../store/tickets.js';

/** Updates the line of a request's ticket in the 报修登记簿 (R2); other tickets have no line. */
export async function updateRegister(context: CommandContext, ticket: TicketRow): Promise<void> {
  const { row } = await context.definitions.load(context.tx, ticket.definitionId);
  if (!isRequest(ticket.parentId, row.startFormKey)) return;
  const data = ticket.variables;
  const customer = (data.customer ?? {}) as Partial<CustomerValue>;
  const product = (data.product ?? {}) as Partial<ProductValue>;
  const engineerId = (data.engineer ?? data.repairEngineer ?? null) as number | null;
  await upsertRegisterEntry(context.tx, {
    ticketId: ticket.id,
    receivedAt: new Date(String(data.receivedAt ?? ticket.startedAt)).toISOString(),
    channel: text(data.channel),
    customerId: ticket.customerId,
    customerName: text(customer.name),
    address: text(customer.address),
    phone: text(customer.phone),
    contact: text(customer.contact),
    productName: text(product.name),
    productModel: text(product.model),
    serialNumber: text(product.serialNumber),
    purchasedOn: text(product.purchasedOn),
    symptom: text(data.symptom),
    siteSituation: text(data.siteSituation),
    wishes: text(data.wishes),
    category: (data.category as ServiceCategory | undefined) ?? ticket.category,
    state: registerStateOf(ticket.status, engineerId),
    engineerId,
    dispatchedAt: engineerId === null ? null : context.now.toISOString(),
  });
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
