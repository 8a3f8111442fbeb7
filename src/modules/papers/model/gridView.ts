import { DateTime } from 'luxon';
import type { Form } from '../../../forms/schema/types.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import { cellContent } from './cellView.js';
import { labelWidth, spansOf } from './checkSpans.js';
import { datumOf, parseReference, type Reference, schemaOf } from './references.js';
import type { GridCell, GridSection, PaperContext } from './types.js';
import type { CellView, GridView } from './viewTypes.js';

/** 10 points at one and a half, in CSS pixels. */
const lineHeight = 20;

/** Rows of labels and values. */
export function gridView({ grid }: GridSection, context: PaperContext, forms: readonly Form[]): GridView[] {
  return grid.map((row) => {
    const spans = spansOf(row) ?? [];
    return { cells: row.flatMap((cell, index) => cellViews(cell, spans[index] ?? 1, context, forms)) };
  });
}

function cellViews(cell: GridCell, span: number, context: PaperContext, forms: readonly Form[]): CellView[] {
  const reference = cell.field === undefined ? null : parseReference(cell.field);
  const schema = reference && schemaOf(reference, forms);
  const label = cell.label ?? schema?.title ?? '';
  const width = label === '' ? 0 : labelWidth(cell);
  const content = schema
    ? cellContent(schema, datumOf(reference as Reference, context), context, cell.as === 'options')
    : { text: cell.text ?? '' };
  const sign = cell.sign ?? (schema !== null && widgetOf(schema).print?.isSigned === true);
  const height = cell.lines === undefined ? undefined : cell.lines * lineHeight;
  const signedOn = content.image ? signingDay(reference as Reference, context) : undefined;
  const value = { isLabel: false, span: span - width, ...content, sign, signedOn, height };
  return width === 0 ? [value] : [{ isLabel: true, span: width, text: label }, value];
}

/** The day on which the form was submitted that carries the signature. */
function signingDay(reference: Reference, context: PaperContext): string | undefined {
  const idOf = (value: unknown) => (value as { id?: unknown } | undefined)?.id;
  const id = idOf(datumOf(reference, context));
  const [name] = reference.path as [string];
  const carrier = context.submissions.find(({ data }) => idOf(data[name]) === id);
  if (!carrier) return undefined;
  return DateTime.fromISO(carrier.at, { zone: context.timeZone }).toFormat('yyyy 年 M 月 d 日');
}
