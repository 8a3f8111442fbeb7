import type { CommandContext } from '../../../platform/runCommand.js';
import type { RecordKind } from '../model/recordForms.js';
import { searchTermsVersion } from '../model/searchTerms.js';
import {
  type ChangeAction,
  type ChangeSource,
  type Facts,
  insertCustomerChange,
} from '../store/customerChanges.js';
import { insertCustomer, selectCurrentCustomer, updateCustomer } from '../store/customers.js';
import { type CustomerRecord, factsOfRow, labelOf, recordTables } from './customerRecords.js';
import { indexCustomer, indexProduct } from './indexCustomer.js';

/** The part of a command's context that writing needs. */
export type WriteContext = Pick<CommandContext, 'tx' | 'actor' | 'now'>;

/** The source of a change, for the history. */
export interface Origin {
  source: ChangeSource;
  ticketId: number | null;
}

/** Enters a customer with its history entry and search terms; returns its id. */
export async function enterCustomer(context: WriteContext, facts: Facts, origin: Origin): Promise<number> {
  const id = await insertCustomer(context.tx, {
    ...(factsOfRow('customer', facts) as {
      [Name in 'address' | 'phone' | 'contact' | 'taxNumber' | 'note']: string;
    }),
    name: String(facts.name),
    searchText: '',
    nameKey: '',
    termsVersion: searchTermsVersion,
    createdAt: context.now.toISOString(),
  });
  await indexCustomer(context.tx, id);
  await recordChange(context, { kind: 'customer', id, customerId: id }, 'entered', {}, facts, origin);
  return id;
}

/** Enters a record of a customer, or of the one that it was merged into; returns its id. */
export async function enterRecord(
  context: WriteContext,
  kind: Exclude<RecordKind, 'customer'>,
  customerId: number,
  facts: Facts,
  origin: Origin,
): Promise<number> {
  const { tx, now } = context;
  const { id: owner } = await selectCurrentCustomer(tx, customerId);
  const row = { ...factsOfRow(kind, facts), customerId: owner, createdAt: now.toISOString() };
  const id = await recordTables[kind].insert(tx, row);
  await indexRecord(context, kind, id, owner);
  await recordChange(context, { kind, id, customerId: owner }, 'entered', {}, facts, origin);
  return id;
}

/**
 * Writes the fields that differ; returns whether there were any.
 * @param known the record as it was read, with the revision that the writer saw
 * @throws {StaleRecord}
 */
export async function changeRecord(
  context: WriteContext,
  kind: RecordKind,
  known: CustomerRecord,
  facts: Facts,
  origin: Origin,
): Promise<boolean> {
  const changed = Object.keys(facts).filter((name) => (known.facts[name] ?? null) !== (facts[name] ?? null));
  if (changed.length === 0) return false;
  const { id, customerId, revision } = known;
  const after = pick(facts, changed);
  const row = { id, revision };
  if (kind === 'customer') await updateCustomer(context.tx, row, after);
  else await recordTables[kind].update(context.tx, row, after);
  await indexRecord(context, kind, id, customerId);
  await recordChange(
    context,
    { kind, id, customerId },
    'changed',
    pick(known.facts, changed),
    after,
    origin,
    {
      ...known.facts,
      ...facts,
    },
  );
  return true;
}

/** Adds one entry to the history. @param all the fields from which the record's name is made; `after` by default */
export async function recordChange(
  context: WriteContext,
  what: { kind: RecordKind; id: number; customerId: number },
  action: ChangeAction,
  before: Facts,
  after: Facts,
  origin: Origin,
  all: Facts = after,
): Promise<void> {
  await insertCustomerChange(context.tx, {
    customerId: what.customerId,
    kind: what.kind,
    recordId: what.id,
    action,
    label: labelOf(what.kind, all),
    before,
    after: Object.fromEntries(
      Object.entries(after).filter(([name, value]) => value !== null || name in before),
    ),
    ...origin,
    actorId: context.actor.id,
    actorName: context.actor.name,
    at: context.now.toISOString(),
  });
}

async function indexRecord(
  context: WriteContext,
  kind: RecordKind,
  id: number,
  customerId: number,
): Promise<void> {
  if (kind === 'customer' || kind === 'contact') await indexCustomer(context.tx, customerId);
  if (kind === 'product') await indexProduct(context.tx, id);
}

function pick(facts: Facts, names: string[]): Facts {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
}
