import type { CustomerValue } from '../../../forms/schema/types.js';
import {
  type CustomerRecord,
  changeRecord,
  enterRecord,
  factsOfRow,
  resolveCustomer,
  selectOptionalProductBySerial,
} from '../../customers/index.js';
import type { Service } from './service.js';

interface InstalledProduct {
  name: string;
  model?: string;
  serialNumber?: string;
}

/**
 * R17: writes the customer, the installed products and their warranty into the customer file, so that the next request
 * of this customer finds them. A product that the customer has already (same serial number) gets the new warranty.
 */
export const registerInstallation: Service = async (context, { ticket, input }) => {
  const submitted = { customer: input.customer };
  const { customer } = (await resolveCustomer(context, submitted, ticket.id)) as {
    customer: CustomerValue & { id: number };
  };
  const origin = { source: 'ticket', ticketId: ticket.id } as const;
  const warranty = {
    purchasedOn: String(input.warrantyFrom ?? input.acceptedOn),
    warrantyUntil: String(input.warrantyUntil),
  };
  const productIds: number[] = [];
  for (const { name, model, serialNumber } of input.products as InstalledProduct[]) {
    const known = await findKnown(serialNumber);
    if (known) await changeRecord(context, 'product', known, warranty, origin);
    const facts = factsOfRow('product', { name, model, serialNumber, ...warranty });
    productIds.push(known?.id ?? (await enterRecord(context, 'product', customer.id, facts, origin)));
  }
  return { customer, productIds };

  async function findKnown(serialNumber?: string): Promise<CustomerRecord | undefined> {
    const row = serialNumber && (await selectOptionalProductBySerial(context.tx, customer.id, serialNumber));
    return row ? { ...row, facts: factsOfRow('product', row) } : undefined;
  }
};
