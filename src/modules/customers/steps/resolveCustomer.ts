import type { CustomerValue, ProductValue } from '../../../forms/schema/types.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectCurrentCustomer } from '../store/customers.js';
import { type CustomerRecord, factsOfRow, selectRecord } from './customerRecords.js';
import { changeRecord, enterCustomer, enterRecord, type Origin } from './writeRecord.js';

/**
 * Links the submitted customer and product to the customer file (R2). New ones are entered. Known ones get values for their
 * empty fields only, since one ticket may have another contact or address. A merged customer is replaced by the customer
 * that it became part of. The history names the ticket. Returns the same data with the ids filled in; data without a
 * customer passes unchanged.
 * @param ticketId null while the ticket is being started
 * @throws {InvalidForm} when the product belongs to another customer
 * @throws {NotFound} for an id that the file doesn't have
 */
export async function resolveCustomer(
  context: CommandContext,
  data: Record<string, unknown>,
  ticketId: number | null,
): Promise<Record<string, unknown>> {
  if (!data.customer) return data;
  const origin = { source: 'ticket', ticketId } as const;
  const customer = data.customer as CustomerValue;
  const customerId = await resolveSubmittedCustomer(context, customer, origin);
  if (!data.product) return { ...data, customer: { ...customer, id: customerId } };
  const product = data.product as ProductValue;
  const productId = product.id
    ? await completeProduct(context, product, customerId, origin)
    : await enterRecord(context, 'product', customerId, factsOfRow('product', product), origin);
  return { ...data, customer: { ...customer, id: customerId }, product: { ...product, id: productId } };
}

async function resolveSubmittedCustomer(
  context: CommandContext,
  submitted: CustomerValue,
  origin: Origin,
): Promise<number> {
  if (!submitted.id) return enterCustomer(context, factsOfRow('customer', submitted), origin);
  const row = await selectCurrentCustomer(context.tx, submitted.id);
  const { id, revision } = row;
  const known = { id, customerId: id, revision, facts: factsOfRow('customer', row) };
  await fillEmptyFields(context, 'customer', known, submitted, origin);
  return id;
}

async function completeProduct(
  context: CommandContext,
  product: ProductValue,
  customerId: number,
  origin: Origin,
): Promise<number> {
  const known = await selectRecord(context.tx, 'product', product.id as number);
  if (known.customerId !== customerId) {
    throw new InvalidForm([{ path: 'product.name', message: '该产品不属于所选客户，请重新选择。' }]);
  }
  await fillEmptyFields(context, 'product', known, product, origin);
  return known.id;
}

/** Writes the submitted values of fields that are empty in the customer file. */
async function fillEmptyFields(
  context: CommandContext,
  kind: 'customer' | 'product',
  known: CustomerRecord,
  submitted: object,
  origin: Origin,
): Promise<void> {
  const given = Object.entries(factsOfRow(kind, submitted));
  const missing = given.filter(([name, value]) => value !== null && !known.facts[name]);
  await changeRecord(context, kind, known, Object.fromEntries(missing), origin);
}
