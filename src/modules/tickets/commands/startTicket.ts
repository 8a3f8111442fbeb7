import type { Knex } from 'knex';
import type { Form } from '../../../forms/schema/types.js';
import { NotAllowed, NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import { assignChangesToTicket, decideCategory, resolveCustomer } from '../../customers/index.js';
import { type DeployedDefinition, type DeployedForm, selectLatestDefinition } from '../../processes/index.js';
import { fillableStarts, startScope } from '../model/eventElements.js';
import { fileIdsOf } from '../model/fileIds.js';
import { whyNotStart } from '../model/starting.js';
import { changesOf } from '../model/variableChanges.js';
import { checkSubmission } from '../steps/checkSubmission.js';
import { openTicket } from '../steps/openTicket.js';
import { storeSubmission } from '../steps/storeSubmission.js';
import { deleteFormDraft } from '../store/formDrafts.js';
import { selectOptionalTicketByRequestKey, type TicketRow } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

export interface StartTicketInput {
  processKey: string;
  /** The start event that the person chose; null or absent: the first. */
  startId?: string | null;
  data: Record<string, unknown>;
  /** Made by the start page; the same key again returns the ticket that it made. */
  requestKey: string;
}

/**
 * Starts a ticket of the newest version of a process with the start form's data (R1, R2).
 * @returns the number of the new ticket, or of the one that the same request made before
 * @throws {InvalidForm} {NotAllowed} {NotFound}
 */
export async function startTicket(
  context: CommandContext,
  input: StartTicketInput,
): Promise<{ number: string }> {
  const earlier = await findEarlierStart(context, input.requestKey);
  if (earlier) return earlier;
  return startTicketOf(context, await loadStartable(context, input.processKey), input);
}

/** Starts a ticket of a loaded version that the actor may start. */
export async function startTicketOf(
  context: CommandContext,
  definition: DeployedDefinition,
  input: StartTicketInput,
): Promise<{ number: string }> {
  const startId = input.startId ?? null;
  const deployedForm = startFormOf(definition, startId);
  const checked = await checkSubmission(context, deployedForm.form, input.data, { id: null, variables: {} });
  const data = await addCustomerFileFacts(context, deployedForm.form, checked);
  const ticket = await openTicket(context, definition, {
    variables: data,
    initiatorId: context.actor.id,
    requestKey: input.requestKey,
    parent: null,
  });
  if (ticket.customerId !== null) await assignChangesToTicket(context.tx, ticket.customerId, ticket.id);
  await takeFirstStep(context, ticket, definition, { startId, ...deployedForm });
  await deleteFormDraft(context.tx, context.actor.id as number, startScope(input.processKey, startId));
  return { number: ticket.number };
}

/** The ticket that the same request of the actor made before. */
export async function findEarlierStart(
  { tx, actor }: CommandContext,
  requestKey: string,
): Promise<{ number: string } | undefined> {
  const earlier = await selectOptionalTicketByRequestKey(tx, requestKey);
  if (!earlier) return undefined;
  if (earlier.initiatorId !== actor.id)
    throw new NotAllowed('这份表单已由他人提交过，请从“新建工单”重新打开后填写。');
  return { number: earlier.number };
}

/** The newest version of a process, when the actor may start it. @throws {NotFound} {NotAllowed} */
export async function loadStartable(
  { tx, definitions, actor }: Pick<CommandContext, 'definitions' | 'actor'> & { tx: Knex },
  processKey: string,
): Promise<DeployedDefinition> {
  const { id } = await selectLatestDefinition(tx, processKey);
  const definition = await definitions.load(tx, id);
  const refusal = whyNotStart(actor, starterGroupsOf(definition));
  if (refusal) throw new NotAllowed(refusal);
  return definition;
}

/** Groups that may start tickets of a process: `starterGroups` of the diagram. */
export function starterGroupsOf(definition: Pick<DeployedDefinition, 'elements' | 'row'>): string[] {
  return splitCommaList(definition.elements.get(definition.row.key)?.properties.starterGroups);
}

/** The form of a start event; `startId` null: of the first. @throws {NotFound} */
export function startFormOf(
  { forms, elements, row }: DeployedDefinition,
  startId: string | null,
): DeployedForm {
  const chosen = fillableStarts(elements.values()).find(({ id }) => id === startId);
  const form = forms.get((startId === null ? row.startFormKey : chosen?.formKey) ?? '');
  if (!form) throw new NotFound('发起表单');
  return form;
}

/** Adds facts from the customer file: ids of customer and product, and the service category if the form asks for it (R1). */
async function addCustomerFileFacts(
  context: CommandContext,
  form: Form,
  checked: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const data = await resolveCustomer(context, checked, null);
  if (!Object.hasOwn(form.schema.properties, 'category')) return data;
  const { category, proposal } = await decideCategory(context, data, fileIdsOf(data));
  return { ...data, category, proposedCategory: proposal.category };
}

async function takeFirstStep(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  { startId, form, id: formId }: DeployedForm & { startId: string | null },
): Promise<void> {
  const { row } = definition;
  const data = ticket.variables;
  const [first] = fillableStarts(row.elements);
  const elementId = startId ?? first?.id ?? row.key;
  const submitted = await storeSubmission(context, ticket.id, {
    taskId: null,
    elementId,
    form,
    formId,
    data,
  });
  await advanceTicket(
    context,
    ticket,
    { type: 'start', ...(startId !== null && { startId }), variables: data },
    {
      type: 'ticket.started',
      elementId,
      executionId: null,
      data: {
        number: ticket.number,
        process: row.key,
        form: form.key,
        ...submitted,
        changes: changesOf({}, data),
      },
    },
  );
}
