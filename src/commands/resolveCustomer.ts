import { pinyin } from 'pinyin-pro';
import { insertCustomer, selectCustomer, updateCustomer } from '../db/customers.js';
import { insertProduct, selectProduct, updateProduct } from '../db/products.js';
import { InvalidForm } from '../errors.js';
import type { CustomerValue, ProductValue } from '../forms/types.js';
import type { CommandContext } from './runCommand.js';

/**
 * Ties the submitted customer and product to the customer file (R2): new ones are entered; of known ones what the file
 * lacks is filled in, and what it has stays, since one ticket may well have another contact or address.
 * Returns the same data with the ids filled in; data without a customer passes unchanged.
 * @throws {InvalidForm} when the product belongs to another customer
 * @throws {NotFound} for an id that the file doesn't have
 */
export async function resolveCustomer(
  context: CommandContext,
  data: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (!data.customer) return data;
  const customer = data.customer as CustomerValue;
  const customerId = customer.id
    ? await completeCustomer(context, customer.id, customer)
    : await enterCustomer(context, customer);
  if (!data.product) return { ...data, customer: { ...customer, id: customerId } };
  const product = data.product as ProductValue;
  const productId = product.id
    ? await completeProduct(context, product.id, product, customerId)
    : await enterProduct(context, product, customerId);
  return { ...data, customer: { ...customer, id: customerId }, product: { ...product, id: productId } };
}

async function enterCustomer(context: CommandContext, customer: CustomerValue): Promise<number> {
  const { name, address = null, phone = null, contact = null } = customer;
  const searchText = customerSearchText({ name, phone, contact });
  const createdAt = context.now.toISOString();
  return insertCustomer(context.tx, { name, searchText, address, phone, contact, createdAt });
}

async function completeCustomer(
  context: CommandContext,
  id: number,
  customer: CustomerValue,
): Promise<number> {
  const known = await selectCustomer(context.tx, id);
  const missing = missingOf(known, customer, ['address', 'phone', 'contact']);
  if (Object.keys(missing).length > 0) {
    const searchText = customerSearchText({ ...known, ...missing });
    await updateCustomer(context.tx, id, { ...missing, searchText });
  }
  return id;
}

async function enterProduct(
  context: CommandContext,
  product: ProductValue,
  customerId: number,
): Promise<number> {
  const { name, model = null, serialNumber = null, purchasedOn = null } = product;
  const createdAt = context.now.toISOString();
  const facts = { name, model, serialNumber, purchasedOn, warrantyUntil: null };
  return insertProduct(context.tx, { ...facts, customerId, createdAt });
}

async function completeProduct(
  context: CommandContext,
  id: number,
  product: ProductValue,
  customerId: number,
): Promise<number> {
  const known = await selectProduct(context.tx, id);
  if (known.customerId !== customerId) {
    throw new InvalidForm([{ path: 'product.name', message: '该产品不属于所选客户，请重新选择。' }]);
  }
  const missing = missingOf(known, product, ['model', 'serialNumber', 'purchasedOn']);
  if (Object.keys(missing).length > 0) await updateProduct(context.tx, id, missing);
  return id;
}

/** The submitted values of those fields that the file has empty. */
function missingOf<Field extends string>(
  known: Record<Field, string | null>,
  submitted: Partial<Record<Field, string>>,
  fields: Field[],
): Partial<Record<Field, string>> {
  return Object.fromEntries(
    fields.filter((field) => !known[field] && submitted[field]).map((field) => [field, submitted[field]]),
  ) as Partial<Record<Field, string>>;
}

/** What the customer search looks into: name, its pinyin initials and full pinyin, phone (with and without marks), contact. */
export function customerSearchText(customer: {
  name: string;
  phone: string | null;
  contact: string | null;
}): string {
  const { name, phone, contact } = customer;
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
  const full = pinyin(name, { toneType: 'none', type: 'array' }).join('');
  return [name, initials, full, phone, phone?.replace(/\D/g, ''), contact]
    .filter(Boolean)
    .join(' ')
    .toLowerCase()
    .slice(0, 1000);
}
