import { join } from 'node:path';
import type { Request } from 'express';
import { z } from 'zod';
import { type FieldError, InvalidUpload } from '../../platform/errors.js';
import { type KeptUpload, keepUpload } from '../../platform/files/storeAttachment.js';
import type { Web } from '../../platform/web/deps.js';
import type { Form } from '../schema/types.js';
import type { FormBody } from '../submission/inputTree.js';
import type { SentForm } from '../submission/readSentForm.js';
import { readSubmission } from '../submission/readSubmission.js';

/**
 * What the pressed button asks for. Some actions keep what was typed and open a page of their own. `addRow` (the row
 * is in the data already) and `lookup` only change the page: they serve browsers without JavaScript.
 */
export type FormAction =
  | { kind: 'complete' | (typeof actionsWithoutPath)[number] }
  | { kind: 'addRow' | 'lookup'; path: string };

export interface FormSubmission {
  action: FormAction;
  data: Record<string, unknown>;
  errors: FieldError[];
}

/** The pressed button of a form: `complete`, or `addRow:contacts`. */
export const actionName = z.string().max(300).optional();

/** A posted form by its shape: its fields, and what was pressed. */
interface PostedForm {
  fields: FormBody;
  _action?: string;
}

/**
 * Reads a posted form and what the pressed button asks for. Files sent along are checked and their content is stored;
 * the command that knows the form adds them to its data.
 */
export async function receiveForm(
  web: Web,
  req: Request,
  { fields, _action }: PostedForm,
): Promise<{ action: FormAction; sent: SentForm }> {
  const action = formAction(_action);
  return { action, sent: { body: fields, ...(await keepUploads(web, req)), addRow: addRowOf(action) } };
}

/** Reads what was typed into a refused form, to show it again; files sent along are lost. */
export function readTypedValues(web: Web, { body }: SentForm) {
  return (form: Form, variables: Record<string, unknown>): Record<string, unknown> =>
    readSubmission(form, body, { timeZone: web.config.timeZone, variables }).data;
}

/** Errors at the fields of files that were fine but were not kept, because the form was refused. */
export function lostUploads({ uploads }: SentForm): FieldError[] {
  return uploads.map(({ field, kept }) => ({
    path: field,
    message: `「${kept.name.slice(-60)}」没有随表单保存，改正后请重新选择。`,
  }));
}

/** Reads a posted form without files into typed data. */
export function readFormSubmission(web: Web, { fields, _action }: PostedForm, form: Form): FormSubmission {
  const action = formAction(_action);
  const context = { timeZone: web.config.timeZone, variables: {}, addRow: addRowOf(action) };
  return { action, ...readSubmission(form, fields, context) };
}

/** The actions that open a page of their own. */
export const actionsWithPage = ['reassign', 'delegate', 'return', 'signBefore', 'signAfter'] as const;
const actionsWithoutPath = ['draft', 'record', 'giveBack', ...actionsWithPage] as const;

function formAction(pressed = 'complete'): FormAction {
  const [kind, path] = pressed.split(':', 2);
  if ((kind === 'addRow' || kind === 'lookup') && path) return { kind, path };
  return { kind: actionsWithoutPath.find((one) => one === kind) ?? 'complete' };
}

function addRowOf(action: FormAction): string | undefined {
  return action.kind === 'addRow' ? action.path : undefined;
}

/** Keeps the files of plain form posts. */
async function keepUploads(web: Web, req: Request): Promise<Pick<SentForm, 'uploads' | 'errors'>> {
  const [uploads, errors]: [{ field: string; kept: KeptUpload }[], FieldError[]] = [[], []];
  const files = Array.isArray(req.files) ? req.files : [];
  for (const file of files.filter(({ fieldname }) => fieldname.endsWith('.file'))) {
    const field = file.fieldname.slice(0, -'.file'.length);
    const { path: temporaryPath, originalname: originalName, size } = file;
    try {
      const kept = await keepUpload(attachmentFolder(web), { temporaryPath, originalName, size });
      uploads.push({ field, kept });
    } catch (error) {
      if (!(error instanceof InvalidUpload)) throw error;
      errors.push({ path: field, message: `「${originalName.slice(-60)}」：${error.message}` });
    }
  }
  return { uploads, errors };
}

export function attachmentFolder(web: Web): string {
  return join(web.config.dataDirectory, 'attachments');
}
