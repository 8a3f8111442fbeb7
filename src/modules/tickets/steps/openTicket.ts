import { firstPreviousHash } from '../../../platform/access/auditChain.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type ServiceCategory, selectCurrentCustomer } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import {
  type NumberingRule,
  numberingPeriod,
  numberingRuleOf,
  selectOptionalSetting,
  ticketNumber,
} from '../../settings/index.js';
import { fileIdsOf } from '../model/fileIds.js';
import { insertTicket, nextTicketSequence, selectTicketForUpdate, type TicketRow } from '../store/tickets.js';

export interface NewTicket {
  variables: Record<string, unknown>;
  initiatorId: number | null;
  requestKey: string | null;
  /** The caller and its output mapping; null for a ticket that a person starts. */
  parent: { id: number; executionId: string | null; output: Record<string, string> | null } | null;
}

/** Inserts a new ticket with its number, before its process takes the first step. */
export async function openTicket(
  context: CommandContext,
  definition: DeployedDefinition,
  ticket: NewTicket,
): Promise<TicketRow> {
  const { tx, now } = context;
  const { variables, initiatorId, requestKey, parent } = ticket;
  const id = await insertTicket(tx, {
    number: await nextNumber(context, definition),
    definitionId: definition.row.id,
    processKey: definition.row.key,
    title: titleOf(variables, definition.row.name),
    status: 'active',
    category: (variables.category as ServiceCategory | undefined) ?? null,
    ...(await customerFileIds(context, variables)),
    initiatorId,
    parentId: parent?.id ?? null,
    parentExecutionId: parent?.executionId ?? null,
    parentOutput: parent?.output ?? null,
    state: {},
    variables,
    revision: 1,
    eventCount: 0,
    headHash: firstPreviousHash,
    requestKey,
    endElementId: null,
    startedAt: now.toISOString(),
    endedAt: null,
  });
  return selectTicketForUpdate(tx, id);
}

/** The next number of the process, by the department's setting or the diagram's `numberPrefix`. */
async function nextNumber(
  { tx, now, settings }: CommandContext,
  { row, elements }: DeployedDefinition,
): Promise<string> {
  const set = (await selectOptionalSetting(tx, 'numbering')) as Record<string, NumberingRule> | undefined;
  const rule = numberingRuleOf(set, row.key, elements.get(row.key)?.properties.numberPrefix);
  const period = numberingPeriod(rule, now, settings.timeZone);
  return ticketNumber(rule, period, await nextTicketSequence(tx, rule.prefix, period));
}

/** Customer and product named in the data; a merged customer is replaced by its successor. */
async function customerFileIds(context: CommandContext, variables: Record<string, unknown>) {
  const { customerId, productId } = fileIdsOf(variables);
  const customer = customerId === null ? null : await selectCurrentCustomer(context.tx, customerId);
  return { customerId: customer?.id ?? null, productId };
}

const maxTitleLength = 80;

function titleOf(variables: Record<string, unknown>, processName: string): string {
  const subject = variables.title ?? variables.symptom ?? processName;
  return String(subject).replace(/\s+/g, ' ').slice(0, maxTitleLength);
}
