import { resolveCustomer } from '../commands/resolveCustomer.js';
import { insertProduct, selectOptionalProductBySerial, updateProduct } from '../db/products.js';
import type { CustomerValue } from '../forms/types.js';
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
export const registerInstallation: Service = async (context, { input }) => {
  const { customer } = (await resolveCustomer(context, { customer: input.customer })) as {
    customer: CustomerValue & { id: number };
  };
  const warranty = {
    purchasedOn: String(input.warrantyFrom ?? input.acceptedOn),
    warrantyUntil: String(input.warrantyUntil),
  };
  const productIds: number[] = [];
  for (const { name, model = null, serialNumber = null } of input.products as InstalledProduct[]) {
    const known =
      serialNumber && (await selectOptionalProductBySerial(context.tx, customer.id, serialNumber));
    if (known) await updateProduct(context.tx, known.id, warranty);
    const createdAt = context.now.toISOString();
    const facts = { customerId: customer.id, name, model, serialNumber, ...warranty, createdAt };
    productIds.push(known ? known.id : await insertProduct(context.tx, facts));
  }
  return { customer, productIds };
};
