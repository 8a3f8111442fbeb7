import { deleteDraftsOfScope } from '../db/formDrafts.js';
import { selectPerson } from '../db/persons.js';
import { selectTask, type TaskRow, updateTask } from '../db/tasks.js';
import { selectTicketForUpdate, type TicketRow } from '../db/tickets.js';
import { NotAllowed, StaleTicket, TaskAlreadyCompleted, TaskCancelled } from '../errors.js';
import { mergeSubmission } from '../forms/mergeSubmission.js';
import { whyNotComplete } from '../rules/taskPermissions.js';
import { changesOf } from '../rules/variableChanges.js';
import { advanceTicket } from './advanceTicket.js';
import { checkSubmission } from './checkSubmission.js';
import type { DeployedForm } from './definitionCache.js';
import { barPerformer } from './reconcileTasks.js';
import { resolveCustomer } from './resolveCustomer.js';
import type { CommandContext } from './runCommand.js';
import { type SubmissionFacts, storeSubmission } from './storeSubmission.js';

export interface CompleteTaskInput {
  taskId: number;
  data: Record<string, unknown>;
  /** Revision of the task that the page showed. */
  revision: number;
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
  const deployedForm = definition.forms.get(task.formKey ?? '');
  if (!deployedForm) throw new NotAllowed('该任务没有表单，不能办理。');
  const checked = await checkSubmission(context, deployedForm.form, input.data, ticket);
  const data = await resolveCustomer(context, checked, ticket.id);
  const submitted = await saveSubmission(context, ticket, task, deployedForm, data);
  await barPerformer(context, ticket.id, definition, task.elementId, context.actor.id as number);

  const before = ticket.variables;
  ticket.variables = mergeSubmission(deployedForm.form, data, before);
  const { elementId, executionId, name } = task;
  const command = { type: 'completeTask', executionId, variables: ticket.variables } as const;
  const changes = changesOf(before, ticket.variables);
  const facts = { taskId: task.id, name, form: task.formKey, ...submitted, changes };
  await advanceTicket(context, ticket, command, {
    type: 'task.completed',
    elementId,
    executionId,
    data: facts,
  });
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

async function saveSubmission(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  { id: formId, form }: DeployedForm,
  data: Record<string, unknown>,
): Promise<SubmissionFacts> {
  const { tx, actor, now } = context;
  const at = now.toISOString();
  await updateTask(tx, task.id, { status: 'completed', completedBy: actor.id, completedAt: at });
  await deleteDraftsOfScope(tx, `task:${task.id}`);
  const { id: taskId, elementId } = task;
  return storeSubmission(context, ticket.id, { taskId, elementId, form, formId, data });
}
