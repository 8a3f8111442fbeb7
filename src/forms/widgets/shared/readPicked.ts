import type { ObjectSchema } from '../../schema/types.js';
import { hasRefusedCharacters } from '../../submission/normalizeText.js';

const maxTextLength = 5000;

/**
 * The customer or product chosen among the matches of a look-up without JavaScript: the radio's value is the record as JSON.
 * Null when nothing usable was picked; only fields that the schema names are taken, validation judges them like typed ones.
 */
export function readPicked(schema: ObjectSchema, text: string | undefined): Record<string, unknown> | null {
  if (text === undefined || text === '' || text.length > maxTextLength) return null;
  const record = parse(text);
  if (record === null) return null;
  const names = Object.keys(schema.properties ?? {});
  const picked: Record<string, unknown> = {};
  for (const name of names) {
    if (!Object.hasOwn(record, name)) continue;
    const value = record[name];
    if (typeof value === 'string' && (value === '' || hasRefusedCharacters(value))) continue;
    if (typeof value === 'string' || typeof value === 'number') picked[name] = value;
  }
  return Object.keys(picked).length === 0 ? null : picked;
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
