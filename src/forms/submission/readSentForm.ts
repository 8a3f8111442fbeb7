import type { FieldError } from '../../platform/errors.js';
import { type KeptUpload, recordUpload } from '../../platform/files/storeAttachment.js';
import type { CommandContext } from '../../platform/runCommand.js';
import type { Form } from '../schema/types.js';
import type { FormBody } from './inputTree.js';
import { readSubmission } from './readSubmission.js';

/** A form as it was posted, before it is known which one it is. */
export interface SentForm {
  body: FormBody;
  /** Files sent along, by field: their content is kept, rows are written with the submission. */
  uploads: readonly { field: string; kept: KeptUpload }[];
  /** Files that were refused. */
  errors: readonly FieldError[];
  /** Name of the table that gets one more row: 添加一行 without JavaScript. */
  addRow?: string;
}

/**
 * Reads what was sent into the form's typed data, given what the ticket has so far; files sent along become part of it, and
 * their rows part of the command's transaction.
 */
export async function readSentForm(
  context: CommandContext,
  sent: SentForm,
  form: Form,
  variables: Record<string, unknown>,
): Promise<{ data: Record<string, unknown>; errors: FieldError[] }> {
  const body = { ...sent.body };
  for (const { field, kept } of sent.uploads) {
    const index = nextIndex(body, field);
    for (const [name, value] of Object.entries(await recordUpload(context, kept)))
      body[`${field}.${index}.${name}`] = String(value);
  }
  const { timeZone } = context.settings;
  const { data, errors } = readSubmission(form, body, { timeZone, variables, addRow: sent.addRow });
  return { data, errors: [...sent.errors, ...errors] };
}

/** The index after the uploads that the field already has. */
function nextIndex(body: FormBody, field: string): number {
  const taken = Object.keys(body)
    .filter((name) => name.startsWith(`${field}.`))
    .map((name) => Number(name.slice(field.length + 1).split('.')[0]))
    .filter(Number.isInteger);
  return Math.max(-1, ...taken) + 1;
}
