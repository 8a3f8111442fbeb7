import { visibilities } from '../../compute/conditions.js';
import type { PropertySchema } from '../../schema/types.js';
import type { Rendering } from '../../view/rendering.js';
import type { FieldView } from '../../view/viewTypes.js';
import { partIn } from '../shared/partsOf.js';
import type { RenderedField } from '../widget.js';
import { earlierRows } from './earlierRows.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    rows?: RowsView;
  }
}

interface RowsView {
  columns: { label: string; widget: string; required: boolean; wide: boolean }[];
  earlier: { cells: { label: string; text: string }[] }[];
  rows: RowView[];
  /** Row with `__index__` in names and ids, for the browser to copy. */
  template: RowView;
  addAction: string;
  maxItems: number;
}

interface RowView {
  index: string;
  legend: string;
  fields: FieldView[];
}

/** A table of rows: earlier ones to read (of one that only grows), submitted ones to edit, and a template for new ones. */
export function rowsView(
  { schema, value, place: { name }, rendering }: RenderedField,
  { onlyGrows }: { onlyGrows: boolean },
): RowsView {
  const columns = Object.entries(schema.items?.properties ?? {});
  const earlier = onlyGrows ? earlierRows(name, rendering.context.variables) : [];
  const submitted = Array.isArray(value) ? value : [];
  const isExpected = submitted.length === 0 && earlier.length < Number(schema.minItems ?? 0);
  const fresh = rendering.freshRow(schema);
  const shown = isExpected ? [fresh] : submitted.map((data) => (isBlank(data) ? fresh : data));
  const row = (data: unknown, index: string) => rowView(schema, data, { name, index }, rendering);
  const template = row(fresh, '__index__');
  return {
    columns: columns.map(([key, column], index) => ({
      label: column.title ?? key,
      widget: template.fields[index]?.widget ?? '',
      required: schema.items?.required?.includes(key) ?? false,
      wide: template.fields[index]?.wide ?? false,
    })),
    earlier: earlier.map((data) => ({
      cells: columns.map(([key, column]) => ({
        label: column.title ?? key,
        text: rendering.show(column, partIn(data, key)),
      })),
    })),
    rows: shown.map((data, index) => row(data, String(index))),
    template,
    addAction: `addRow:${name}`,
    maxItems: Number(schema.maxItems),
  };
}

function rowView(
  schema: PropertySchema,
  data: unknown,
  { name, index }: { name: string; index: string },
  rendering: Rendering,
): RowView {
  const conditions = visibilities(schema.items ?? {});
  return {
    index,
    legend: index === '__index__' ? '新的一行' : `第 ${Number(index) + 1} 行`,
    fields: Object.entries(schema.items?.properties ?? {}).map(([key, column]) =>
      rendering.renderField(column, partIn(data, key), {
        name: `${name}.${index}.${key}`,
        required: schema.items?.required?.includes(key) ?? false,
        visibility: conditions.get(key),
        inRow: true,
      }),
    ),
  };
}

/** A row that was added on the page without JavaScript. */
function isBlank(data: unknown): boolean {
  return data !== null && typeof data === 'object' && Object.keys(data).length === 0;
}
