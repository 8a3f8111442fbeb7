import type { Form } from '../../../forms/schema/types.js';
import { readSentForm, type SentForm } from '../../../forms/submission/readSentForm.js';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveStartDraft } from '../steps/saveStartDraft.js';
import { findEarlierStart, loadStartable, startFormOf, startTicketOf } from './startTicket.js';

export interface SubmitStartInput {
  processKey: string;
  /** The start event that the person chose; null: the first. */
  startId: string | null;
  sent: SentForm;
  /** 发起 or 暂存; `read` only stores the files and returns the typed data. */
  kind: 'start' | 'draft' | 'read';
  /** Made by the start page; the same key again returns the ticket that it made. */
  requestKey: string;
  /** Receives the form, even if the submission is then refused. */
  onFormLoaded(form: Form): void;
}

export type SubmittedStart =
  | { kind: 'start'; number: string }
  | { kind: 'draft' }
  | { kind: 'read'; data: Record<string, unknown>; errors: FieldError[] };

/**
 * Handles a posted start form in one transaction: loads the process version once, reads the form, and starts the ticket
 * or saves a draft.
 * @throws {InvalidForm} {NotAllowed} {NotFound}
 */
export async function submitStart(context: CommandContext, input: SubmitStartInput): Promise<SubmittedStart> {
  const { processKey, startId, kind, requestKey } = input;
  const definition = await loadStartable(context, processKey);
  const { form } = startFormOf(definition, startId);
  input.onFormLoaded(form);
  const earlier = kind === 'start' ? await findEarlierStart(context, requestKey) : undefined;
  if (earlier) return { kind: 'start', ...earlier };
  const { data, errors } = await readSentForm(context, input.sent, form, {});
  if (kind === 'read') return { kind, data, errors };
  if (kind === 'draft') {
    await saveStartDraft(context, { processKey, startId, data });
    return { kind };
  }
  if (errors.length > 0) throw new InvalidForm(errors);
  return { kind, ...(await startTicketOf(context, definition, { processKey, startId, data, requestKey })) };
}
