import { selectOptionalActor } from '../db/persons.js';
import { type TaskRow, updateTask } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import { InvalidForm, NotAllowed } from '../errors.js';
import type { Person } from '../rules/actor.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { mostSigners, type SigningKind, whyNotAddSigners } from '../rules/countersigning.js';
import { paths } from '../rules/paths.js';
import { addSideTasks } from './addSideTasks.js';
import { openForAction } from './openForAction.js';
import { queueNotices } from './queueNotices.js';
import { readReason } from './readReason.js';
import { recordChange } from './recordChange.js';
import type { CommandContext } from './runCommand.js';
import { submitForm } from './submitForm.js';

export interface AddSignersInput {
  taskId: number;
  kind: SigningKind;
  personIds: readonly number[];
  /** One after the other, in the order chosen; else all at once. */
  inOrder: boolean;
  /** What is asked of them. */
  reason: string;
  /** Revision of the task that the page showed. */
  revision: number;
  /** What was filled in, submitted now; for signers after only. */
  data: Record<string, unknown>;
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
  const started = await suspend(context, ticket, task, input, reason);
  const { elementId } = task;
  const sides = signers.map((person, index) => {
    const name = `${task.name}（加签）`;
    return { kind, person, elementId, name, formKey: null, waits: inOrder && index > 0 };
  });
  await recordChange(context, ticket, [started, ...(await addSideTasks(context, task, sides))]);
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

/** The task waits for its signers; with signers after it, what was filled in is submitted first. */
async function suspend(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  { kind, data, inOrder }: AddSignersInput,
  reason: string,
): Promise<AuditEntry> {
  const { elementId, executionId, name } = task;
  const facts = { taskId: task.id, name, kind, inOrder, reason };
  await updateTask(context.tx, task.id, { status: 'suspended' });
  if (kind === 'before') return { type: 'signing.started', elementId, executionId, data: facts };
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const submitted = await submitForm(context, ticket, task, definition, data);
  return { type: 'signing.started', elementId, executionId, data: { ...submitted, ...facts } };
}

async function findSigners(
  { tx, actor }: CommandContext,
  task: TaskRow,
  personIds: readonly number[],
): Promise<Person[]> {
  const refuse = (message: string) => new InvalidForm([{ path: 'persons', message }]);
  const ids = [...new Set(personIds)];
  if (ids.length === 0) throw refuse('请选择加签人员。');
  if (ids.length > mostSigners) throw refuse(`一次最多加签 ${mostSigners} 人。`);
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
