import { mergeSubmission } from '../../../forms/submission/mergeSubmission.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { resolveCustomer } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import {
  changesOf,
  checkSubmission,
  deleteFormDraftsOfScope,
  type Exclusion,
  excludePerformer,
  storeSubmission,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';

/**
 * Checks what was filled in, keeps it, and makes it part of the ticket's data; the task's drafts are over.
 * @returns what was kept, what the event says of it, and which open tasks the actor may no longer take
 * @throws {InvalidForm} {NotAllowed} when the task has no form
 */
export async function submitForm(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  definition: DeployedDefinition,
  data: Record<string, unknown>,
): Promise<{ data: Record<string, unknown>; facts: Record<string, unknown>; exclusions: Exclusion[] }> {
  const deployed = definition.forms.get(task.formKey ?? '');
  if (!deployed) throw new NotAllowed('该任务没有表单，不能办理。');
  const { id: formId, form } = deployed;
  const checked = await checkSubmission(context, form, data, ticket);
  const resolved = await resolveCustomer(context, checked, ticket.id);
  await deleteFormDraftsOfScope(context.tx, `task:${task.id}`);
  const { id: taskId, elementId, name } = task;
  const submitted = { taskId, elementId, form, formId, data: resolved };
  const stored = await storeSubmission(context, ticket.id, submitted);
  const actorId = context.actor.id as number;
  const exclusions = await excludePerformer(context, ticket.id, definition, elementId, actorId);
  const before = ticket.variables;
  ticket.variables = mergeSubmission(form, resolved, before);
  const changes = changesOf(before, ticket.variables);
  return { data: resolved, facts: { taskId, name, form: task.formKey, ...stored, changes }, exclusions };
}
