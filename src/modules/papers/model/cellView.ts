import { numberText } from '../../../forms/compute/amounts.js';
import type { PropertySchema } from '../../../forms/schema/types.js';
import { showValue } from '../../../forms/view/showValue.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import type { PaperContext } from './types.js';
import type { CellView } from './viewTypes.js';

type Content = Omit<CellView, 'isLabel' | 'span'>;

/** What a cell shows of a datum; `withOptions`: every choice, ticked or not. A blank paper always offers the choices. */
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

/** A figure as a column shows it: the unit is in the column's head. */
export function columnText(schema: PropertySchema, value: unknown, context: PaperContext): string {
  if (typeof value !== 'number') return showValue(schema, value, context);
  return widgetOf(schema).print?.figure?.(value) ?? numberText(value);
}
