import { NotAllowed, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotEditCustomerFile } from '../model/customerFile.js';
import { recordForm } from '../model/recordForms.js';
import { recordTables, selectRecord } from '../steps/customerRecords.js';
import { indexCustomer } from '../steps/indexCustomer.js';
import { recordChange } from '../steps/writeRecord.js';
import * as contactRows from '../store/contacts.js';
import * as productRows from '../store/products.js';

export interface RemoveRecordInput {
  kind: 'site' | 'contact';
  id: number;
  revision: number;
}

/**
 * Removes a site or a contact; its values stay in the history. Products and contracts are never removed, because tickets
 * and the warranty depend on them.
 * @throws {NotAllowed} {NotFound} {StaleRecord}
 */
export async function removeRecord(
  context: CommandContext,
  { kind, id, revision }: RemoveRecordInput,
): Promise<{ customerId: number }> {
  const refusal = whyNotEditCustomerFile(context.actor);
  if (refusal) throw new NotAllowed(refusal);
  const { tx } = context;
  const known = await selectRecord(tx, kind, id);
  if (known.revision !== revision) throw new StaleRecord(recordForm(kind).title);
  const { customerId, facts } = known;
  if (kind === 'site') {
    await contactRows.removeSiteFromContacts(tx, id);
    await productRows.removeSiteFromProducts(tx, id);
  }
  await recordTables[kind].remove(tx, { id, revision });
  if (kind === 'contact') await indexCustomer(tx, customerId);
  const origin = { source: 'page', ticketId: null } as const;
  await recordChange(context, { kind, id, customerId }, 'removed', withoutEmpty(facts), {}, origin, facts);
  return { customerId };
}

function withoutEmpty(facts: Record<string, string | number | null>) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
