import { resolveRefs } from './resolveRefs.js';
import type { Form, FormSchema } from './types.js';

/**
 * Reads a form that `parseForm` accepted before. It checks nothing again, and `compileSchema` makes its validator when data are
 * first checked by it: compiling those of all forms of a department takes seconds, this a few milliseconds.
 */
export function readCheckedForm(key: string, text: string): Form {
  return formOf(key, resolveRefs(JSON.parse(text)) as FormSchema);
}

/** Nobody can change a form that others use too. */
export function formOf(key: string, schema: FormSchema): Form {
  return { key, title: schema.title, schema: deepFreeze(schema) };
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
