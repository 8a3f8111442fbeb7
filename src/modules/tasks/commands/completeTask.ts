import type { Actor } from '../../../platform/actor.js';
import { NotAllowed, StaleTicket } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  advanceTicket,
  type CauseChange,
  choosePerformers,
  type TaskRow,
  whyNotComplete,
} from '../../tickets/index.js';
import { completionCommand } from '../model/completionCommand.js';
import { endRedo } from '../steps/endRedo.js';
import { type LockedTask, lockTask, refuseUnlessOpen } from '../steps/lockTask.js';
import { submitForm } from '../steps/submitForm.js';

export interface CompleteTaskInput {
  taskId: number;
  data: Record<string, unknown>;
  /** Revision of the task that the page showed. */
  revision: number;
  /** Chosen performers of later steps, by element, if the diagram lets this task choose. */
  performers?: Readonly<Record<string, number | null>>;
}

/**
 * Submits a task's form and moves the ticket on.
 * A second submission by the same person changes nothing and succeeds.
 * @throws {TaskAlreadyCompleted} by somebody else {TaskCancelled} {NotAllowed} {StaleTicket} {InvalidForm} {EngineError}
 */
export async function completeTask(
  context: CommandContext,
  input: CompleteTaskInput,
): Promise<{ number: string }> {
  return completeLockedTask(context, await lockTask(context, input.taskId), input);
}

/** Completes a task that the caller has locked. */
export async function completeLockedTask(
  context: CommandContext,
  { ticket, task }: LockedTask,
  input: Omit<CompleteTaskInput, 'taskId'>,
): Promise<{ number: string }> {
  if (wasCompletedBy(context.actor, task)) return { number: ticket.number };
  await refuseUnlessOpen(context, task);
  const refusal = whyNotComplete(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  if (task.revision !== input.revision) throw new StaleTicket(ticket.number);

  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const {
    data: submitted,
    facts,
    exclusions,
  } = await submitForm(context, ticket, task, definition, input.data);
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
  else
    await advanceTicket(context, ticket, completionCommand(definition, ticket, task, submitted), cause, done);
  return { number: ticket.number };
}

/** Whether the actor completed it already: the same submission, sent twice. */
export function wasCompletedBy(actor: Actor, { status, completedBy }: TaskRow): boolean {
  return status === 'completed' && completedBy === actor.id;
}
