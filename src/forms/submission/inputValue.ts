import { numberText } from '../compute/amounts.js';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** A value as its input shows it; `readValue` reads it back. What does not fit (refused input) is shown as typed. */
export function inputValue(schema: PropertySchema, value: unknown, timeZone: string): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  const own = widgetOf(schema).inputText?.(value, timeZone);
  if (own !== undefined) return own;
  return typeof value === 'number' ? numberText(value) : String(value);
}
