import { isDeepStrictEqual } from 'node:util';
import type { Form, FormContext, PropertySchema } from '../../../../forms/schema/types.js';
import { summaryItem } from '../../../../forms/view/summaryItem.js';

type Data = Record<string, unknown>;

/** A short text for the item of a multi-instance task: the item itself or its first text, such as a department. */
export function loopText(item: unknown): string | null {
  if (typeof item === 'string' || typeof item === 'number') return String(item);
  if (!isData(item)) return null;
  return Object.values(item).find((value) => typeof value === 'string') ?? null;
}

/** The item of a multi-instance task with the titles of the table that it is a row of. */
export function loopItemView(
  item: unknown,
  variables: Data,
  forms: readonly Form[],
  context: Pick<FormContext, 'timeZone' | 'people'>,
): { label: string | null; text: string }[] {
  const columns = isData(item) ? columnsOf(item, variables, forms) : null;
  if (columns && isData(item)) {
    return Object.entries(columns).flatMap(([name, column]) => {
      const shown = name in item ? summaryItem(column, item[name], context) : null;
      return shown?.text ? [{ label: shown.label, text: shown.text }] : [];
    });
  }
  const text = loopText(item);
  return text === null ? [] : [{ label: null, text }];
}

/** Columns of the table, in whatever form of the process it was filled in, that has the item as a row. */
function columnsOf(
  item: Data,
  variables: Data,
  forms: readonly Form[],
): Record<string, PropertySchema> | null {
  for (const { schema } of forms) {
    for (const [name, { items }] of Object.entries(schema.properties)) {
      const rows = variables[name];
      if (!items?.properties || !Array.isArray(rows)) continue;
      if (rows.some((row) => isDeepStrictEqual(row, item))) return items.properties;
    }
  }
  return null;
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
