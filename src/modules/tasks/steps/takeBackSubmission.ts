import { appendFields, withoutRows } from '../../../forms/submission/appendRows.js';
import { earlierRows } from '../../../forms/widgets/rows/earlierRows.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  selectOptionalSubmission,
  selectOptionalSubmissionEvent,
  type TaskRow,
  type TicketRow,
  type VariableChange,
} from '../../tickets/index.js';

/**
 * Takes the rows that a task's submission had put into growing tables out of the ticket's data: they come up again in the
 * form. The submission itself stays in the history (R8).
 * @returns what the form had been filled in with; null when nothing was submitted
 */
export async function takeBackSubmission(
  { tx, definitions }: CommandContext,
  ticket: TicketRow,
  { id: taskId, executionId, formKey }: TaskRow,
): Promise<Record<string, unknown> | null> {
  const submission = await selectOptionalSubmission(tx, ticket.id, taskId);
  const form = (await definitions.load(tx, ticket.definitionId)).forms.get(formKey ?? '')?.form;
  if (!submission || !form) return null;
  const event = await selectOptionalSubmissionEvent(tx, ticket.id, executionId, submission.id);
  const changes = new Map(
    ((event?.data.changes ?? []) as VariableChange[]).map((change) => [change.name, change]),
  );
  const rows: Record<string, unknown[]> = {};
  for (const name of appendFields(form)) {
    const { before, after } = changes.get(name) ?? {};
    rows[name] = earlierRows(name, { [name]: after }).slice(earlierRows(name, { [name]: before }).length);
  }
  ticket.variables = withoutRows(form, rows, ticket.variables);
  return { ...submission.data, ...rows };
}
