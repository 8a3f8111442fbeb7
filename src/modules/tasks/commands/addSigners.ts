import { prefill } from '../../../forms/view/prefill.js';
import type { Person } from '../../../platform/actor.js';
import { InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { loadFormContext } from '../../customers/index.js';
import { queueNotices, selectOptionalActor } from '../../people/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import {
  type AuditEntry,
  type Exclusion,
  maxSigners,
  type SigningKind,
  saveTicket,
  selectOptionalFormDraft,
  selectOptionalSubmission,
  type TaskRow,
  type TicketRow,
  whyNotAddSigners,
} from '../../tickets/index.js';
import { freshFields } from '../model/freshFields.js';
import { addSideTasks } from '../steps/addSideTasks.js';
import { openForAction } from '../steps/openForAction.js';
import { submitForm } from '../steps/submitForm.js';

export interface AddSignersInput {
  taskId: number;
  kind: SigningKind;
  personIds: readonly number[];
  /** Whether they sign one after the other in the chosen order; otherwise all at once. */
  inOrder: boolean;
  /** The question to the signers. */
  reason: string;
  /** Revision of the task that the page showed. */
  revision: number;
  /** The submitted data, for signers after only; without it the holder's draft or the prefilled form. */
  data?: Record<string, unknown>;
}

/**
 * 加签: asks others to sign a task. Before: they give their opinions and it comes back to the holder. After: the holder
 * submits now, and the ticket goes on when all agree; when one refuses it comes back to the holder.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function addSigners(
  context: CommandContext,
  input: AddSignersInput,
): Promise<{ signers: string }> {
  const { kind, inOrder } = input;
  const { ticket, task } = await openForAction(
    context,
    kind === 'before' ? 'signBefore' : 'signAfter',
    input,
  );
  const refusal = whyNotAddSigners(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const signers = await findSigners(context, task, input.personIds);
  const reason = readReason(input.reason, '加签说明');
  const { event, exclusions } = await startSigning(context, ticket, task, input, reason);
  const { elementId } = task;
  const sides = signers.map((person, index) => {
    const name = `${task.name}（加签）`;
    return { kind, person, elementId, name, formKey: null, waits: inOrder && index > 0 };
  });
  await saveTicket(context, ticket, {
    events: [event, ...(await addSideTasks(context, task, sides))],
    tasks: [{ id: task.id, change: { status: 'suspended' } }],
    exclusions,
  });
  const asked = inOrder ? signers.slice(0, 1) : signers;
  await queueNotices(
    context,
    ticket.id,
    asked.map(({ id }) => id),
    {
      kind: '加签',
      about: `${ticket.number} ${task.name}`,
      text: `${context.actor.name}请您对工单 ${ticket.number} 的任务「${task.name}」签署意见。`,
      path: paths.tasks(),
    },
  );
  return { signers: signers.map(({ name }) => name).join('、') };
}

/** The event of the signing; with signers after the task, the form is submitted first. */
async function startSigning(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  { kind, data, inOrder }: AddSignersInput,
  reason: string,
): Promise<{ event: AuditEntry; exclusions?: Exclusion[] }> {
  const { elementId, executionId, name } = task;
  const facts = { taskId: task.id, name, kind, inOrder, reason };
  const event = { type: 'signing.started', elementId, executionId };
  if (kind === 'before') return { event: { ...event, data: facts } };
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const filledIn = data ?? (await keptData(context, ticket, task, definition));
  const submitted = await submitForm(context, ticket, task, definition, filledIn);
  return { event: { ...event, data: { ...submitted.facts, ...facts } }, exclusions: submitted.exclusions };
}

/** The holder's saved draft, what came back from signers before, or the prefilled form. */
async function keptData(
  { tx, actor, now, settings }: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  definition: DeployedDefinition,
): Promise<Record<string, unknown>> {
  const draft = await selectOptionalFormDraft(tx, actor.id as number, `task:${task.id}`);
  const form = definition.forms.get(task.formKey ?? '')?.form;
  if (draft || !form) return draft?.data ?? {};
  const own = await selectOptionalSubmission(tx, ticket.id, task.id);
  if (own) return own.data;
  const moment = { now, timeZone: settings.timeZone };
  const formContext = await loadFormContext(tx, [form], actor, moment, ticket.variables);
  return prefill(form, formContext, freshFields(definition, task));
}

async function findSigners(
  { tx, actor }: CommandContext,
  task: TaskRow,
  personIds: readonly number[],
): Promise<Person[]> {
  const refuse = (message: string) => new InvalidForm([{ path: 'persons', message }]);
  const ids = [...new Set(personIds)];
  if (ids.length === 0) throw refuse('请选择加签人员。');
  if (ids.length > maxSigners) throw refuse(`一次最多加签 ${maxSigners} 人。`);
  if (actor.id !== null && ids.includes(actor.id)) throw refuse('不能加签给自己。');
  const persons = [];
  for (const id of ids) {
    const person = await selectOptionalActor(tx, id);
    if (!person) throw refuse('所选人员已离职或不存在，请重新选择。');
    if (task.excludedPersons.includes(id))
      throw refuse(`${person.name}办理过本工单的前序环节，按职责分离规定不能加签。`);
    persons.push(person);
  }
  return persons;
}
