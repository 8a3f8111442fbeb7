import { utcToLocal } from '../../platform/dateTimes.js';
import { moneyText, numberText } from '../compute/amounts.js';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** A value as its input shows it; `readValue` reads it back. What does not fit (refused input) is shown as typed. */
export function inputValue(schema: PropertySchema, value: unknown, timeZone: string): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  if (typeof value === 'string') {
    return widgetOf(schema) === 'dateTime' ? (utcToLocal(value, timeZone) ?? value) : value;
  }
  if (typeof value !== 'number') return String(value);
  if (widgetOf(schema) === 'money') return moneyText(value);
  return numberText(value);
}
