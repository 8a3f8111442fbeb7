import type { Form } from '../forms/types.js';
import { widgetOf } from '../forms/widgetOf.js';
import { cellContent } from './cellView.js';
import { labelWidth, spansOf } from './checkSpans.js';
import { datumOf, parseReference, type Reference, schemaOf } from './references.js';
import type { GridCell, GridSection, PaperContext } from './types.js';
import type { CellView, GridView } from './viewTypes.js';

const [lineHeight, cellPadding] = [20, 8];

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
  const sign = cell.sign ?? (schema !== null && widgetOf(schema) === 'signature');
  const height = cell.lines === undefined ? undefined : cell.lines * lineHeight + cellPadding;
  const value = { isLabel: false, span: span - width, ...content, sign, height };
  return width === 0 ? [value] : [{ isLabel: true, span: width, text: label }, value];
}
