import type { Knex } from 'knex';
import { InvalidForm, NotAllowed, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotMerge } from '../model/customerFile.js';
import { factsOfRow, recordTables } from '../steps/customerRecords.js';
import { indexCustomer } from '../steps/indexCustomer.js';
import { changeRecord, recordChange } from '../steps/writeRecord.js';
import type { Facts } from '../store/customerChanges.js';
import {
  type CustomerRow,
  redirectMerged,
  selectCurrentCustomer,
  updateCustomer,
} from '../store/customers.js';
import { deleteTermsOfCustomer, moveProductTerms } from '../store/searchTerms.js';

export interface MergeCustomersInput {
  /** The customer that stays, and its revision as the page showed it. */
  kept: { id: number; revision: number };
  /** The customer that is merged into it. */
  gone: { id: number; revision: number };
  /** Fields that the kept customer takes from the other one. */
  takeOver: readonly string[];
  moveTickets: MoveTickets;
}

/** Moves the tickets of one customer to another and returns their number. */
export type MoveTickets = (
  tx: Knex.Transaction,
  fromCustomerId: number,
  toCustomerId: number,
) => Promise<number>;

const mergeOrigin = { source: 'merge', ticketId: null } as const;

/**
 * Merges two customers: the chosen values stay, all records of the other customer move, and its address redirects to the
 * kept one. The history of both is kept.
 * @throws {NotAllowed} {NotFound} {StaleRecord} {InvalidForm}
 */
export async function mergeCustomers(context: CommandContext, input: MergeCustomersInput): Promise<void> {
  const refusal = whyNotMerge(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  if (input.kept.id === input.gone.id) {
    throw new InvalidForm([{ path: 'other', message: '不能与自身合并，请选择另一户。' }]);
  }
  const { kept, gone } = await selectBothForUpdate(context, input);
  const { tx } = context;
  const taken = factsToTakeOver(kept, gone, input.takeOver);
  const known = {
    id: kept.id,
    customerId: kept.id,
    revision: kept.revision,
    facts: factsOfRow('customer', kept),
  };
  await changeRecord(context, 'customer', known, taken, mergeOrigin);
  const moved: Facts = {};
  for (const [kind, table] of Object.entries(recordTables))
    moved[kind] = await table.move(tx, gone.id, kept.id);
  moved.ticket = await input.moveTickets(tx, gone.id, kept.id);
  await redirectMerged(tx, gone.id, kept.id);
  await updateCustomer(tx, gone, { mergedInto: kept.id, nameKey: '', searchText: '' });
  await moveProductTerms(tx, gone.id, kept.id);
  await deleteTermsOfCustomer(tx, gone.id);
  await indexCustomer(tx, kept.id);
  const before = withoutEmpty(factsOfRow('customer', gone));
  const what = { kind: 'customer', id: gone.id, customerId: kept.id } as const;
  await recordChange(context, what, 'merged', before, moved, mergeOrigin, before);
}

/**
 * Locks the rows in the order of their ids, so that two merges of the same pair wait for each other instead of deadlocking.
 */
async function selectBothForUpdate(
  context: CommandContext,
  { kept, gone }: MergeCustomersInput,
): Promise<{ kept: CustomerRow; gone: CustomerRow }> {
  const rows = new Map<number, CustomerRow>();
  for (const wanted of [kept, gone].sort((a, b) => a.id - b.id)) {
    const row = await selectCurrentCustomer(context.tx, wanted.id);
    if (row.id !== wanted.id || row.revision !== wanted.revision) throw new StaleRecord('客户档案');
    rows.set(row.id, row);
  }
  return { kept: rows.get(kept.id) as CustomerRow, gone: rows.get(gone.id) as CustomerRow };
}

/** The values that the kept customer takes over: the chosen fields, and its own empty ones. */
function factsToTakeOver(kept: CustomerRow, gone: CustomerRow, takeOver: readonly string[]): Facts {
  const own = factsOfRow('customer', kept);
  const other = factsOfRow('customer', gone);
  const names = Object.keys(own).filter(
    (name) => other[name] !== null && (own[name] === null || takeOver.includes(name)),
  );
  return Object.fromEntries(names.map((name) => [name, other[name] ?? null]));
}

function withoutEmpty(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
