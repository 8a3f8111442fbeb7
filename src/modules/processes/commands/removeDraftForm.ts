import { deleteDraftForm, selectOptionalDraftForm } from '../db/processDraftForms.js';
import { holdForWriting, recordDraftEvent } from './openProcessDraft.js';
import type { CommandContext } from './runCommand.js';

/**
 * Gives up what the draft changed in a form: the published one counts again. Doing it twice is no fault.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function removeDraftForm(
  context: CommandContext,
  { draftId, formKey }: { draftId: number; formKey: string },
): Promise<void> {
  await holdForWriting(context, draftId);
  if (!(await selectOptionalDraftForm(context.tx, draftId, formKey))) return;
  await deleteDraftForm(context.tx, draftId, formKey);
  await recordDraftEvent(context, draftId, 'form-removed', formKey);
}
