import { moneyText, numberText } from '../../../forms/compute/amounts.js';
import type { PropertySchema } from '../../../forms/schema/types.js';
import { showValue } from '../../../forms/view/showValue.js';
import { optionsOf, widgetOf } from '../../../forms/widgets/widgetOf.js';
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
  const widget = widgetOf(schema);
  if (widget === 'signature') return { image: signatureAddress(value) };
  if (widget === 'checklist') return { options: checks(schema, value) };
  if (widget === 'photos' || widget === 'attachments') return { text: fileNames(value) };
  if (withOptions || context.blank) {
    if (widget === 'choice') return { options: choices(schema, value) };
    if (widget === 'yesNo') return { options: yesNo(value) };
  }
  if (context.blank) return { text: blankText(widget) };
  return { text: showValue(schema, value, context) };
}

/** A figure as a column shows it: the unit is in the column's head. */
export function columnText(schema: PropertySchema, value: unknown, context: PaperContext): string {
  if (typeof value !== 'number') return showValue(schema, value, context);
  return widgetOf(schema) === 'money' ? moneyText(value) : numberText(value);
}

function signatureAddress(value: unknown): string | undefined {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return Number.isInteger(id) ? `/attachments/${id}` : undefined;
}

function choices(schema: PropertySchema, value: unknown) {
  const chosen = [value].flat();
  return optionsOf(schema).map((option) => ({ label: option.title, ticked: chosen.includes(option.const) }));
}

function checks(schema: PropertySchema, value: unknown) {
  const ticks = (value ?? {}) as Record<string, unknown>;
  return Object.entries(schema.properties ?? {}).map(([name, item]) => ({
    label: item.title ?? name,
    ticked: Object.hasOwn(ticks, name) && ticks[name] === true,
  }));
}

function yesNo(value: unknown) {
  return [
    { label: '是', ticked: value === true },
    { label: '否', ticked: value === false },
  ];
}

function fileNames(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value.map((file) => String((file as { name?: unknown } | null)?.name ?? '')).join('、');
}

const [short, wide] = ['\u3000', '\u3000\u3000'];

function blankText(widget: string): string {
  if (widget === 'date') return `${wide}年${wide}月${wide}日`;
  if (widget === 'dateTime') return `${short}年${short}月${short}日${short}时${short}分`;
  return '';
}
