import { utcToLocal } from '../../platform/dateTimes.js';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** A value as its input shows it; `readValue` reads it back. What does not fit (refused input) is shown as typed. */
export function inputValue(schema: PropertySchema, value: unknown, timeZone: string): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  if (typeof value === 'string') {
    return widgetOf(schema) === 'dateTime' ? (utcToLocal(value, timeZone) ?? value) : value;
  }
  if (typeof value !== 'number') return String(value);
  if (widgetOf(schema) === 'money') return value.toFixed(2);
  return decimal(value);
}

/** Without exponent: `1e-7` is not what people type. */
function decimal(value: number): string {
  const text = String(value);
  return /e/i.test(text) ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
