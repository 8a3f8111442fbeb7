import { InvalidForm } from '../errors.js';
import { mergeAppendedRows } from '../forms/appendRows.js';
import type { Form } from '../forms/types.js';
import { validateSubmission } from '../forms/validateSubmission.js';
import { checkAttachments } from './checkAttachments.js';
import { loadFormContext } from './loadFormContext.js';
import type { CommandContext } from './runCommand.js';

/**
 * Checks submitted data against its form and everything outside the schema that it refers to (people, uploads).
 * @returns the data as it becomes part of the ticket: appended rows behind the earlier ones
 * @throws {InvalidForm} with a Chinese message for each field
 */
export async function checkSubmission(
  context: CommandContext,
  form: Form,
  data: Record<string, unknown>,
  ticket: { id: number | null; variables: Record<string, unknown> },
): Promise<Record<string, unknown>> {
  const { tx, actor, now, settings } = context;
  const moment = { now, timeZone: settings.timeZone };
  const formContext = await loadFormContext(tx, [form], actor, moment, ticket.variables);
  const errors = validateSubmission(form, data, formContext);
  errors.push(...(await checkAttachments(context, form, data, ticket.id)));
  if (errors.length > 0) throw new InvalidForm(errors);
  return mergeAppendedRows(form, data, ticket.variables);
}
