import type { PropertySchema } from '../schema/types.js';
import type { ShowContext } from '../widgets/widget.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { showValue } from './showValue.js';
import type { SummaryItem } from './viewTypes.js';

/** One filled field as people read it; null when there is nothing to show. */
export function summaryItem(
  schema: PropertySchema,
  value: unknown,
  context: ShowContext,
): SummaryItem | null {
  const { name, summary, isLong, isFileRecord } = widgetOf(schema);
  const wide = schema['x-ui']?.wide === true;
  const item = { label: schema.title ?? '', wide, text: null };
  const part = summary?.(value, schema, (column, cell) => showValue(column, cell, context));
  if (part === null) return null;
  if (part !== undefined) return { ...item, partial: `forms/summary/${name}`, ...part };
  const text = showValue(schema, value, context);
  return text === '' ? null : { ...item, wide: wide || isLong === true || isFileRecord === true, text };
}

/** A filled field in plain words, a line for each row, file or item; '' when there is nothing to say. */
export function summaryText(item: SummaryItem | null): string {
  return item?.text ?? item?.lines?.join('\n') ?? '';
}
