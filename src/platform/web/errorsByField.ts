import type { FieldError } from '../errors.js';

/** Error messages by field; `all` holds those that belong to no field. */
export function errorsByField(errors: readonly FieldError[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => [path || 'all', message]));
}
