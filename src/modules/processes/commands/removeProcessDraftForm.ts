import type { CommandContext } from '../../../platform/runCommand.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { deleteDraftForm, selectOptionalDraftForm } from '../store/processDraftForms.js';

/**
 * Drops the draft's change of a form, so that the published form applies again. Repeating it succeeds.
 * @throws {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function removeProcessDraftForm(
  context: CommandContext,
  { draftId, formKey }: { draftId: number; formKey: string },
): Promise<void> {
  await loadDraftForWriting(context, draftId);
  if (!(await selectOptionalDraftForm(context.tx, draftId, formKey))) return;
  await deleteDraftForm(context.tx, draftId, formKey);
  await recordDraftEvent(context, draftId, 'form-removed', formKey);
}
