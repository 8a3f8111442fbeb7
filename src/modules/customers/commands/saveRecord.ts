import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import {
  InvalidForm,
  NotAllowed,
  NotFound,
  PossibleDuplicates,
  StaleRecord,
} from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotEditCustomerFile } from '../model/customerFile.js';
import type { RecordKind } from '../model/recordForms.js';
import { recordForm } from '../model/recordForms.js';
import { factsOfData, recordFormContext, selectRecord } from '../steps/customerRecords.js';
import { findDuplicates } from '../steps/findDuplicates.js';
import { changeRecord, enterCustomer, enterRecord } from '../steps/writeRecord.js';
import { selectOptionalContractByNumber } from '../store/contracts.js';
import type { Facts } from '../store/customerChanges.js';
import { selectCurrentCustomer } from '../store/customers.js';

export interface SaveRecordInput {
  kind: RecordKind;
  /** The customer of the record; null for a new customer. */
  customerId: number | null;
  /** Null to enter a new one. */
  id: number | null;
  /** The revision that the page showed; ignored for a new record. */
  revision: number;
  /** The data of the record's form. */
  data: Record<string, unknown>;
  /** The person has seen the possible duplicates and saves anyway. */
  confirmed: boolean;
}

const pageOrigin = { source: 'page', ticketId: null } as const;

/**
 * Enters or changes a record of the customer file from its page.
 * @returns the customer whose file it is in
 * @throws {NotAllowed} {InvalidForm} {StaleRecord} {PossibleDuplicates} {NotFound}
 */
export async function saveRecord(
  context: CommandContext,
  input: SaveRecordInput,
): Promise<{ customerId: number }> {
  const refusal = whyNotEditCustomerFile(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  const { kind, id } = input;
  const customerId =
    input.customerId === null ? null : (await selectCurrentCustomer(context.tx, input.customerId)).id;
  const facts = await checkData(context, input, customerId);
  const known = id === null ? null : await selectRecord(context.tx, kind, id);
  if (known && known.customerId !== customerId) throw new NotFound('记录');
  if (known && known.revision !== input.revision) throw new StaleRecord(recordForm(kind).title);
  await refuseDuplicates(context, input, facts, known);
  if (known) await changeRecord(context, kind, known, facts, pageOrigin);
  else if (kind === 'customer') return { customerId: await enterCustomer(context, facts, pageOrigin) };
  else await enterRecord(context, kind, customerId as number, facts, pageOrigin);
  return { customerId: customerId as number };
}

async function checkData(
  context: CommandContext,
  { kind, id, data }: SaveRecordInput,
  customerId: number | null,
): Promise<Facts> {
  const { tx, now, settings } = context;
  const moment = { now, timeZone: settings.timeZone };
  const errors = validateSubmission(recordForm(kind), data, await recordFormContext(tx, customerId, moment));
  if (kind === 'contract' && typeof data.number === 'string') {
    const taken = await selectOptionalContractByNumber(tx, data.number);
    if (taken && taken.id !== id)
      errors.push({ path: 'number', message: '该合同编号已登记，请核对。', namesField: true });
  }
  if (errors.length > 0) throw new InvalidForm(errors);
  return factsOfData(kind, data);
}

async function refuseDuplicates(
  context: CommandContext,
  { kind, customerId, confirmed }: SaveRecordInput,
  facts: Facts,
  known: { id: number; customerId: number; facts: Facts } | null,
): Promise<void> {
  if (confirmed) return;
  const identifyingFields = {
    customer: ['name', 'phone'],
    contact: ['phone'],
    product: ['serialNumber'],
  } as Partial<Record<RecordKind, string[]>>;
  const fields = identifyingFields[kind] ?? [];
  if (known && fields.every((name) => known.facts[name] === facts[name])) return;
  const self = known ?? (customerId === null ? null : { id: 0, customerId });
  const found = await findDuplicates(context.tx, kind, facts, self);
  if (found.length > 0) throw new PossibleDuplicates(found);
}
