import { selectPerson } from '../db/persons.js';
import { selectTask, type TaskRow } from '../db/tasks.js';
import { selectTicketForUpdate, type TicketRow } from '../db/tickets.js';
import { NotAllowed, StaleTicket, TaskAlreadyCompleted, TaskCancelled } from '../errors.js';
import { whyNotComplete } from '../rules/taskPermissions.js';
import { advanceTicket, type CauseChange } from './advanceTicket.js';
import { choosePerformers } from './choosePerformers.js';
import { completionOf } from './completionOf.js';
import { endRedo } from './endRedo.js';
import type { CommandContext } from './runCommand.js';
import { submitForm } from './submitForm.js';

export interface CompleteTaskInput {
  taskId: number;
  data: Record<string, unknown>;
  /** Revision of the task that the page showed. */
  revision: number;
  /** Who is to do later steps, by element, where the diagram lets this task choose. */
  performers?: Readonly<Record<string, number | null>>;
}

/**
 * Submits a task's form and moves the ticket on.
 * Sent twice by the same person it works once and succeeds twice.
 * @throws {TaskAlreadyCompleted} by somebody else {TaskCancelled} {NotAllowed} {StaleTicket} {InvalidForm} {EngineError}
 */
export async function completeTask(
  context: CommandContext,
  input: CompleteTaskInput,
): Promise<{ number: string }> {
  const { ticket, task } = await lockTask(context, input.taskId);
  if (task.status === 'completed' && task.completedBy === context.actor.id) return { number: ticket.number };
  await refuseUnlessOpen(context, task);
  const refusal = whyNotComplete(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  if (task.revision !== input.revision) throw new StaleTicket(ticket.number);

  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const { facts, exclusions } = await submitForm(context, ticket, task, definition, input.data);
  const performers = await choosePerformers(context, ticket, definition, task, input.performers ?? {});
  const { id, elementId, executionId } = task;
  const [completedBy, completedAt] = [context.actor.id, context.now.toISOString()];
  const done = {
    tasks: [{ id, change: { status: 'completed', completedBy, completedAt } }],
    exclusions,
  } satisfies CauseChange;
  const data = { ...facts, ...(performers.length > 0 ? { performers } : {}) };
  const cause = { type: 'task.completed', elementId, executionId, data };
  if (task.kind === 'redo') await endRedo(context, ticket, task, cause, done);
  else await advanceTicket(context, ticket, completionOf(definition, ticket, task, input.data), cause, done);
  return { number: ticket.number };
}

/** The task with its ticket locked, so that of two commands on one ticket the second sees what the first did. */
export async function lockTask(
  context: CommandContext,
  taskId: number,
): Promise<{ ticket: TicketRow; task: TaskRow }> {
  const { ticketId } = await selectTask(context.tx, taskId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId);
  return { ticket, task: await selectTask(context.tx, taskId) };
}

/** @throws {TaskAlreadyCompleted} {TaskCancelled} */
export async function refuseUnlessOpen(context: CommandContext, task: TaskRow): Promise<void> {
  if (task.status === 'cancelled') throw new TaskCancelled();
  if (task.status !== 'completed') return;
  const { name } = await selectPerson(context.tx, task.completedBy as number);
  throw new TaskAlreadyCompleted(name, task.completedAt as string);
}
