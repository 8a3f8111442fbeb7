import type { Form } from '../../../forms/schema/types.js';
import { mergeAppendedRows, recordableFields } from '../../../forms/submission/appendRows.js';
import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import { InvalidForm, NotAllowed, StaleTicket } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { loadFormContext } from '../../customers/index.js';
import { changesOf, checkConditions, saveTicket, whyNotWork } from '../../tickets/index.js';
import { type LockedTask, lockTask, refuseUnlessOpen } from '../steps/lockTask.js';

/**
 * 保存记录: puts the rows of the form's growing tables (such as contacts with the customer, R8) and the fields with `x-ui.record`
 * (such as the time of arrival, R3) onto the ticket at once, while the task stays open. Only those are checked and taken.
 * @throws {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function recordRows(
  context: CommandContext,
  input: { taskId: number; data: Record<string, unknown>; revision: number },
): Promise<{ recorded: number }> {
  return recordLockedRows(context, await lockTask(context, input.taskId), input);
}

/** Records rows of a task that the caller has locked. */
export async function recordLockedRows(
  context: CommandContext,
  { ticket, task }: LockedTask,
  input: { data: Record<string, unknown>; revision: number },
): Promise<{ recorded: number }> {
  await refuseUnlessOpen(context, task);
  const refusal = whyNotWork(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  if (task.revision !== input.revision) throw new StaleTicket(ticket.number);
  const { forms } = await context.definitions.load(context.tx, ticket.definitionId);
  const form = forms.get(task.formKey ?? '')?.form;
  if (!form) throw new NotAllowed('该任务没有可登记的记录。');

  const { record, recorded } = await checkRecord(context, form, input.data, ticket.variables);
  const variables = { ...ticket.variables, ...mergeAppendedRows(form, record, ticket.variables) };
  const { id, elementId, executionId, name } = task;
  const data = { taskId: id, name, rows: record, changes: changesOf(ticket.variables, variables) };
  ticket.variables = variables;
  await saveTicket(context, ticket, {
    tasks: [{ id, change: {} }],
    events: [{ type: 'record.added', elementId, executionId, data }],
  });
  await checkConditions(context, ticket);
  return { recorded };
}

/** The recordable part of the data. @throws {InvalidForm} when it is empty or invalid */
async function checkRecord(
  context: CommandContext,
  form: Form,
  data: Record<string, unknown>,
  variables: Record<string, unknown>,
): Promise<{ record: Record<string, unknown>; recorded: number }> {
  const names = recordableFields(form);
  const sent = names.filter((name) => !isEmpty(data[name]));
  if (sent.length === 0) throw new InvalidForm([{ path: names[0] ?? '', message: '请先填写一条记录。' }]);
  const record = Object.fromEntries(sent.map((name) => [name, data[name]]));
  const moment = { now: context.now, timeZone: context.settings.timeZone };
  const formContext = await loadFormContext(context.tx, [form], context.actor, moment, variables);
  const errors = validateSubmission(form, record, formContext).filter((error) =>
    sent.some((name) => error.path === name || error.path.startsWith(`${name}.`)),
  );
  if (errors.length > 0) throw new InvalidForm(errors);
  const count = (value: unknown) => (Array.isArray(value) ? value.length : 1);
  return { record, recorded: Object.values(record).reduce<number>((sum, value) => sum + count(value), 0) };
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
