import { visibilities } from '../compute/conditions.js';
import type { PropertySchema } from '../schema/types.js';
import { earlierRows } from '../submission/appendRows.js';
import { isAppendRows, widgetOf } from '../widgets/widgetOf.js';
import { prefillRow } from './prefill.js';
import type { RenderField, Rendering } from './rendering.js';
import { showValue } from './showValue.js';
import type { RowsView, RowView } from './viewTypes.js';

/** A table of rows: earlier ones to read, submitted ones to edit, and a template for new ones. */
export function rowsView(
  schema: PropertySchema,
  value: unknown,
  name: string,
  rendering: Rendering,
  renderField: RenderField,
): RowsView {
  const columns = Object.entries(schema.items?.properties ?? {});
  const earlier = isAppendRows(schema) ? earlierRows(name, rendering.context.variables) : [];
  const submitted = Array.isArray(value) ? value : [];
  const isExpected = submitted.length === 0 && earlier.length < Number(schema.minItems ?? 0);
  const fresh = prefillRow(schema, rendering.context);
  const shown = isExpected ? [fresh] : submitted.map((data) => (isBlank(data) ? fresh : data));
  const row = (data: unknown, index: string) =>
    rowView(schema, data, { name, index }, rendering, renderField);
  return {
    columns: columns.map(([key, column]) => ({
      label: column.title ?? key,
      widget: widgetOf(column),
      required: schema.items?.required?.includes(key) ?? false,
      wide: isWide(column),
    })),
    earlier: earlier.map((data) => ({
      cells: columns.map(([key, column]) => ({
        label: column.title ?? key,
        text: showValue(column, partOf(data, key), rendering.context),
        wide: isWide(column),
      })),
    })),
    rows: shown.map((data, index) => row(data, String(index))),
    template: row(fresh, '__index__'),
    addAction: `addRow:${name}`,
    maxItems: Number(schema.maxItems),
  };
}

function rowView(
  schema: PropertySchema,
  data: unknown,
  place: { name: string; index: string },
  rendering: Rendering,
  renderField: RenderField,
): RowView {
  const conditions = visibilities(schema.items ?? {});
  return {
    index: place.index,
    legend: place.index === '__index__' ? '新的一行' : `第 ${Number(place.index) + 1} 行`,
    fields: Object.entries(schema.items?.properties ?? {}).map(([key, column]) => ({
      ...renderField(
        column,
        partOf(data, key),
        {
          name: `${place.name}.${place.index}.${key}`,
          required: schema.items?.required?.includes(key) ?? false,
          visibility: conditions.get(key),
          inRow: true,
        },
        rendering,
      ),
      wide: isWide(column),
    })),
  };
}

/** A row that was added on the page without JavaScript. */
function isBlank(data: unknown): boolean {
  return data !== null && typeof data === 'object' && Object.keys(data).length === 0;
}

function isWide(column: PropertySchema): boolean {
  return column['x-ui']?.wide === true || widgetOf(column) === 'longText';
}

function partOf(data: unknown, key: string): unknown {
  if (data === null || typeof data !== 'object' || !Object.hasOwn(data, key)) return undefined;
  return (data as Record<string, unknown>)[key];
}
