import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  type CategoryProposal,
  categoryNames,
  proposeCategory,
  type ServiceCategory,
} from '../model/serviceCategory.js';
import { selectContractsOn } from '../store/contracts.js';
import { selectProduct } from '../store/products.js';

/**
 * The category that the customer file proposes today (R1); an unknown customer or product has no warranty and no contract.
 */
export async function proposeFromCustomerFile(
  db: Knex,
  ids: { customerId: number | null; productId: number | null },
  moment: { now: Date; timeZone: string },
): Promise<CategoryProposal> {
  const today = DateTime.fromJSDate(moment.now).setZone(moment.timeZone).toISODate() as string;
  const product = ids.productId === null ? null : await selectProduct(db, ids.productId);
  const contracts = ids.customerId === null ? [] : await selectContractsOn(db, ids.customerId, today);
  return proposeCategory({ product, contracts }, today);
}

/**
 * The category of a new ticket: the proposal, or what the person chose instead with a reason (R1).
 * @throws {InvalidForm} when an override has no reason
 */
export async function decideCategory(
  context: CommandContext,
  data: Record<string, unknown>,
  ids: { customerId: number | null; productId: number | null },
): Promise<{ category: ServiceCategory; proposal: CategoryProposal }> {
  const moment = { now: context.now, timeZone: context.settings.timeZone };
  const proposal = await proposeFromCustomerFile(context.tx, ids, moment);
  const chosen = (data.category as ServiceCategory | undefined) ?? proposal.category;
  if (chosen !== proposal.category && !data.categoryReason) {
    const proposed = `${proposal.category} ${categoryNames[proposal.category]}`;
    throw new InvalidForm([
      {
        path: 'categoryReason',
        message: `系统建议为「${proposed}」：${proposal.reason}改为其他类别请填写理由。`,
      },
    ]);
  }
  return { category: chosen, proposal };
}
