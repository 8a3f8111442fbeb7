import { newForm } from '../../../forms/schema/newForm.js';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { upsertDraftForm } from '../store/processDraftForms.js';

export interface CreateDraftFormInput {
  draftId: number;
  formKey: string;
  title: string;
  /** Keys of all forms that exist. */
  known: ReadonlySet<string>;
}

const formKeyPattern = /^[a-z][a-z0-9-]{0,63}$/;
const maxTitleLength = 60;

/**
 * Creates a form within a draft, with one field to start from.
 * @throws {InvalidForm} {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function createProcessDraftForm(
  context: CommandContext,
  input: CreateDraftFormInput,
): Promise<void> {
  const { draftId, formKey } = input;
  await loadDraftForWriting(context, draftId);
  const title = input.title.trim();
  const errors = [...keyErrors(formKey, input.known), ...titleErrors(title)];
  if (errors.length > 0) throw new InvalidForm(errors);
  const stamp = { updatedBy: context.actor.id, updatedAt: context.now.toISOString() };
  await upsertDraftForm(context.tx, { draftId, formKey, schema: newForm(formKey, title), ...stamp });
  await recordDraftEvent(context, draftId, 'form-changed', formKey);
}

function keyErrors(key: string, known: ReadonlySet<string>): FieldError[] {
  if (!formKeyPattern.test(key)) {
    const message = '表单编号只能用小写字母、数字和连字符，以字母开头，最多 64 个字符，例如 parts-return。';
    return [{ path: 'formKey', message }];
  }
  return known.has(key) ? [{ path: 'formKey', message: '已有编号相同的表单，请换一个编号。' }] : [];
}

function titleErrors(title: string): FieldError[] {
  if (title === '') return [{ path: 'title', message: '请填写表单标题。' }];
  if (title.length <= maxTitleLength) return [];
  return [{ path: 'title', message: `表单标题最多 ${maxTitleLength} 个字。` }];
}
