import type { Form } from '../../../forms/schema/types.js';
import { mergeAppendedRows } from '../../../forms/submission/appendRows.js';
import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { loadFormContext } from '../../customers/index.js';
import { checkAttachments } from './checkAttachments.js';

/**
 * Checks submitted data against its form, and the people and uploads that it refers to.
 * @returns the new data of the ticket, with appended rows after the earlier ones
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
