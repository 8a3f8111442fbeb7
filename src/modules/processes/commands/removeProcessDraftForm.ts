import type { CommandContext } from '../../../platform/runCommand.js';
import { lockForWriting, recordDraftEvent } from '../steps/openProcessDraft.js';
import { deleteDraftForm, selectOptionalDraftForm } from '../store/processDraftForms.js';

/**
 * Gives up what the draft changed in a form: the published one counts again. Doing it twice is no fault.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function removeProcessDraftForm(
  context: CommandContext,
  { draftId, formKey }: { draftId: number; formKey: string },
): Promise<void> {
  await lockForWriting(context, draftId);
  if (!(await selectOptionalDraftForm(context.tx, draftId, formKey))) return;
  await deleteDraftForm(context.tx, draftId, formKey);
  await recordDraftEvent(context, draftId, 'form-removed', formKey);
}
