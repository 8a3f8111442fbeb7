import type { FieldError } from '../errors.js';

/** What a page shows at each field; under `all` what is wrong with no field in particular. */
export function errorsByField(errors: readonly FieldError[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => [path || 'all', message]));
}
