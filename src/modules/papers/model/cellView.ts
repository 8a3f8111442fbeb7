import { numberText } from '../../../forms/compute/amounts.js';
import type { PropertySchema } from '../../../forms/schema/types.js';
import { showValue } from '../../../forms/view/showValue.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import type { PaperContext } from './types.js';
import type { CellView } from './viewTypes.js';

type Content = Omit<CellView, 'isLabel' | 'span'>;

/**
 * The content of a cell for a datum; `withOptions` shows every choice with a tick box. A blank paper always shows the
 * choices.
 */
export function cellContent(
  schema: PropertySchema,
  value: unknown,
  context: PaperContext,
  withOptions: boolean,
): Content {
  const { print, optionsFor } = widgetOf(schema);
  if (print?.cell) return print.cell(schema, value);
  if (print?.hasBoxes && (withOptions || context.blank)) {
    const chosen = [value].flat();
    const choices = optionsFor?.(schema, context) ?? [];
    return {
      options: choices.map((option) => ({ label: option.title, ticked: chosen.includes(option.const) })),
    };
  }
  if (context.blank) return { text: print?.blank ?? '' };
  return { text: showValue(schema, value, context) };
}

/** A value as a column shows it; the unit stands in the column's head. */
export function columnText(schema: PropertySchema, value: unknown, context: PaperContext): string {
  if (typeof value !== 'number') return showValue(schema, value, context);
  return widgetOf(schema).print?.figure?.(value) ?? numberText(value);
}
