import type { Knex } from 'knex';
import { fromCents, toCents } from '../../../forms/compute/amounts.js';
import type { FormContext } from '../../../forms/schema/types.js';
import type { RecordKind } from '../model/recordForms.js';
import { recordForm } from '../model/recordForms.js';
import { contacts } from '../store/contacts.js';
import { contracts } from '../store/contracts.js';
import type { Facts } from '../store/customerChanges.js';
import { selectCustomer } from '../store/customers.js';
import { products } from '../store/products.js';
import type { RecordRow, RecordTable } from '../store/recordTable.js';
import { sites } from '../store/sites.js';

/** The tables of a customer's records. */
export const recordTables = {
  site: sites,
  contact: contacts,
  product: products,
  contract: contracts,
} as Record<Exclude<RecordKind, 'customer'>, unknown> as Record<
  Exclude<RecordKind, 'customer'>,
  RecordTable<RecordRow>
>;

/** The most records of each kind that are read for one customer. */
export const maxRecords = 500;

/** One record with its fields and its customer. */
export interface CustomerRecord {
  id: number;
  customerId: number;
  revision: number;
  facts: Facts;
}

/** @throws {NotFound} */
export async function selectRecord(db: Knex, kind: RecordKind, id: number): Promise<CustomerRecord> {
  if (kind === 'customer') {
    const row = await selectCustomer(db, id);
    return { id, customerId: row.mergedInto ?? id, revision: row.revision, facts: factsOfRow(kind, row) };
  }
  const row = await recordTables[kind].select(db, id);
  return { id, customerId: row.customerId, revision: row.revision, facts: factsOfRow(kind, row) };
}

/** The columns that a kind's form fills. */
function columnsOf(kind: RecordKind): string[] {
  return Object.keys(recordForm(kind).schema.properties).map((name) =>
    name === 'price' ? 'priceCents' : name,
  );
}

/** Only the fields of a row. */
export function factsOfRow(kind: RecordKind, row: object): Facts {
  const values = row as Facts;
  return Object.fromEntries(columnsOf(kind).map((name) => [name, values[name] ?? null]));
}

/** Checked form data in the shape of a row: all fields, absent ones null, money in cents. */
export function factsOfData(kind: RecordKind, data: Record<string, unknown>): Facts {
  const { price, ...others } = data;
  return factsOfRow(kind, {
    ...others,
    ...(price === undefined ? {} : { priceCents: toCents(Number(price)) }),
  });
}

/** The fields of a row in the shape of form data. */
export function dataOfFacts(facts: Facts): Record<string, unknown> {
  const { priceCents, ...others } = facts;
  const price = typeof priceCents === 'number' ? { price: fromCents(priceCents) } : {};
  return Object.fromEntries(Object.entries({ ...others, ...price }).filter(([, value]) => value !== null));
}

/** The name of a record in lists and in the history. */
export function labelOf(kind: RecordKind, facts: Facts): string {
  const parts =
    kind === 'product'
      ? [facts.name, facts.model, facts.serialNumber]
      : [kind === 'contract' ? facts.number : facts.name];
  return parts.filter(Boolean).join(' ').slice(0, 200);
}

/** The context of the record forms: the customer's sites. */
export async function recordFormContext(
  db: Knex,
  customerId: number | null,
  moment: { now: Date; timeZone: string },
): Promise<FormContext> {
  const known = customerId === null ? [] : await sites.selectOf(db, customerId, maxRecords);
  return {
    now: moment.now.toISOString(),
    timeZone: moment.timeZone,
    actor: { id: 0, name: '' },
    people: { sites: known.map(({ id, name }) => ({ id, name })) },
    variables: {},
  };
}
