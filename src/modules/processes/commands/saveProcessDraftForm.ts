import { findFormProblem } from '../../../forms/schema/findFormProblem.js';
import { InvalidForm, StaleDraft } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPersonNames } from '../../people/index.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { selectOptionalLatestDraftEvent } from '../store/processDraftEvents.js';
import { selectOptionalDraftForm, upsertDraftForm } from '../store/processDraftForms.js';

export interface SaveDraftFormInput {
  draftId: number;
  formKey: string;
  /** The JSON Schema as text. */
  schema: string;
  /** Revision that the editor began with; 0 when the draft had not changed the form. */
  revision: number;
}

/**
 * Saves a form in the draft; publication pins it to the version. Text that is no valid form is refused.
 * @returns its new revision
 * @throws {InvalidForm} {StaleDraft} {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function saveProcessDraftForm(
  context: CommandContext,
  { draftId, formKey, schema, revision }: SaveDraftFormInput,
): Promise<number> {
  const { tx, actor, now } = context;
  await loadDraftForWriting(context, draftId);
  const known = await selectOptionalDraftForm(tx, draftId, formKey);
  if ((known?.revision ?? 0) !== revision) {
    const names = await selectPersonNames(tx, known?.updatedBy ? [known.updatedBy] : []);
    throw new StaleDraft(known?.updatedBy === actor.id ? '您在另一窗口' : ([...names.values()][0] ?? '他人'));
  }
  const problem = findFormProblem(formKey, schema);
  if (problem) {
    throw new InvalidForm([{ path: 'schema', message: `第 ${problem.line} 行：${problem.message}` }]);
  }
  if (known?.schema === schema) return revision;
  await upsertDraftForm(tx, {
    draftId,
    formKey,
    schema,
    updatedBy: actor.id,
    updatedAt: now.toISOString(),
  });
  await recordFirstOfSeries(context, draftId, formKey);
  return revision + 1;
}

/** What one person does to one form in a row is one entry of the history. */
async function recordFirstOfSeries(context: CommandContext, draftId: number, formKey: string): Promise<void> {
  const latest = await selectOptionalLatestDraftEvent(context.tx, draftId);
  const isSame = latest?.action === 'form-changed' && latest.note === formKey;
  if (isSame && latest.actorId === context.actor.id) return;
  await recordDraftEvent(context, draftId, 'form-changed', formKey);
}
