import type { PropertySchema } from '../../schema/types.js';
import { partIn } from '../shared/partsOf.js';
import type { SummaryPart } from '../widget.js';

declare module '../../view/viewTypes.js' {
  interface SummaryItem {
    table?: { columns: string[]; rows: { cells: { label: string; text: string }[] }[] };
  }
}

/** Submitted rows as a table; undefined for a value that is no list. */
export function rowsSummary(
  value: unknown,
  schema: PropertySchema,
  show: (schema: PropertySchema, value: unknown) => string,
): SummaryPart | null | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return null;
  const columns = Object.entries(schema.items?.properties ?? {});
  const rows = value.map((row) => ({
    cells: columns.map(([key, column]) => ({
      label: column.title ?? key,
      text: show(column, partIn(row, key)),
    })),
  }));
  return {
    wide: true,
    table: { columns: columns.map(([key, column]) => column.title ?? key), rows },
    lines: rows.map(({ cells }) => cellsText(cells)),
  };
}

function cellsText(cells: readonly { label: string; text: string }[]): string {
  return cells
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => `${label}：${text}`)
    .join('，');
}
