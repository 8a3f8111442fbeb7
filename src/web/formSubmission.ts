import { join } from 'node:path';
import type { Request } from 'express';
import { storeAttachment } from '../commands/storeAttachment.js';
import { type FieldError, InvalidUpload } from '../errors.js';
import { readSubmission } from '../forms/readSubmission.js';
import type { Form } from '../forms/types.js';
import type { Web } from './deps.js';
import { personOf } from './person.js';

type Body = Record<string, string | string[] | undefined>;

/** What the pressed button asks for; the asking kinds keep what was typed and go on to a page of their own. `addRow` (the row is in the data already) and `lookup` work on the page only: for browsers without JavaScript. */
export type FormAction =
  | { kind: 'complete' | (typeof plainKinds)[number] }
  | { kind: 'addRow' | 'lookup'; path: string };

export interface FormSubmission {
  action: FormAction;
  data: Record<string, unknown>;
  errors: FieldError[];
}

/**
 * Reads a posted form into typed data, given what the ticket has so far; files sent along are stored first and become part of
 * the data.
 */
export async function readFormSubmission(
  web: Web,
  req: Request,
  form: Form,
  variables: Record<string, unknown>,
): Promise<FormSubmission> {
  const body: Body = { ...(req.body as Body) };
  const uploadErrors = await storeUploads(web, req, body);
  const action = formAction(body._action);
  const addRow = action.kind === 'addRow' ? action.path : undefined;
  const { data, errors } = readSubmission(form, body, { timeZone: web.config.timeZone, variables, addRow });
  return { action, data, errors: [...uploadErrors, ...errors] };
}

/** Those after which a page of its own asks on. */
export const askingKinds = ['reassign', 'delegate', 'return', 'signBefore', 'signAfter'] as const;
const plainKinds = ['draft', 'record', 'giveBack', ...askingKinds] as const;

function formAction(value: string | string[] | undefined): FormAction {
  const text = [value].flat().at(-1) ?? 'complete';
  const [kind, path] = text.split(':', 2);
  if ((kind === 'addRow' || kind === 'lookup') && path) return { kind, path };
  return { kind: plainKinds.find((one) => one === kind) ?? 'complete' };
}

/** Stores the files of plain form posts and puts what they became behind the uploads that the field has already. */
async function storeUploads(web: Web, req: Request, body: Body): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const files = Array.isArray(req.files) ? req.files : [];
  for (const file of files.filter(({ fieldname }) => fieldname.endsWith('.file'))) {
    const field = file.fieldname.slice(0, -'.file'.length);
    try {
      const stored = await storeAttachment(web.runtime, personOf(req), attachmentFolder(web), {
        temporaryPath: file.path,
        originalName: file.originalname,
        size: file.size,
      });
      const index = nextIndex(body, field);
      for (const [name, value] of Object.entries(stored)) body[`${field}.${index}.${name}`] = String(value);
    } catch (error) {
      if (!(error instanceof InvalidUpload)) throw error;
      errors.push({ path: field, message: `「${file.originalname.slice(-60)}」：${error.message}` });
    }
  }
  return errors;
}

function nextIndex(body: Body, field: string): number {
  const taken = Object.keys(body)
    .filter((name) => name.startsWith(`${field}.`))
    .map((name) => Number(name.slice(field.length + 1).split('.')[0]))
    .filter(Number.isInteger);
  return Math.max(-1, ...taken) + 1;
}

export function attachmentFolder(web: Web): string {
  return join(web.config.dataDirectory, 'attachments');
}
