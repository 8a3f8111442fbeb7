import { fieldAt } from '../../forms/schema/fieldAt.js';
import type { Form } from '../../forms/schema/types.js';
import { DomainError, InvalidForm } from '../../platform/errors.js';
import { ScenarioFailure } from '../errors.js';

/** Why a step could not be done, in a sentence for the process owner; the fields of a refused form by their titles. */
export function explainFailure(error: unknown, form?: Form): string {
  if (error instanceof InvalidForm) {
    const fields = error.errors.map(({ path, message }) => {
      const title = form && path !== '' ? (fieldAt(form.schema, path)?.title ?? path) : path;
      return title === '' ? message : `「${title}」（${path}）${message}`;
    });
    return `表单${form ? `《${form.title}》` : ''}被退回：${fields.join('；')}`;
  }
  if (error instanceof DomainError || error instanceof ScenarioFailure) return error.message;
  return `系统出错：${error instanceof Error ? error.message : String(error)}`;
}
