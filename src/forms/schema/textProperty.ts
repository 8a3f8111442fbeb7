import type { PropertySchema } from './types.js';

/** The property of a form that the code declares: a text of that many characters at most. */
export const textProperty = (
  title: string,
  maxLength: number,
  more: PropertySchema = {},
): PropertySchema => ({ title, type: 'string', minLength: 1, maxLength, ...more });
