import { sumOf } from '../../../forms/compute/amounts.js';
import { optionsOf } from '../../../forms/schema/propertyTypes.js';
import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import { columnText } from './cellView.js';
import { columnsFor, numberSpan, spansOf } from './checkSpans.js';
import { columnsOf, datumOf, parseReference, type Reference, schemaOf, titleOf } from './references.js';
import type { PaperContext, RatingsSection, TableSection } from './types.js';
import type { CellView, GridView, TableView } from './viewTypes.js';

type Row = Record<string, unknown>;

interface Column {
  field: string;
  label: string;
  schema: PropertySchema;
  span: number;
  align: string;
}

const blankRowCount = 5;

/** A table with its head, its rows (at least as many as the layout asks for) and its sums. */
export function tableView(section: TableSection, context: PaperContext, forms: readonly Form[]): TableView {
  const reference = parseReference(section.table) as Reference;
  const schema = schemaOf(reference, forms);
  const columns = columnViews(section, schema ? columnsOf(schema) : {});
  const found = datumOf(reference, context);
  const data = (Array.isArray(found) ? found : []) as Row[];
  const least = section.rows ?? (context.blank ? blankRowCount : 1);
  const rows = Array.from({ length: Math.max(data.length, least) }, (_, index) => ({
    cells: rowCells(columns, data[index], section.numbered ? index + 1 : null, context),
  }));
  return {
    heads: [
      ...(section.numbered ? [{ isLabel: true, span: numberSpan, text: '序号' }] : []),
      ...columns.map(({ label, span }) => ({ isLabel: true, span, text: label })),
    ],
    rows,
    totals: section.totals ? totalCells(section, columns, data, context) : null,
  };
}

function columnViews(section: TableSection, known: Record<string, PropertySchema>): Column[] {
  const spans = spansOf(section.columns, columnsFor(section)) ?? [];
  return section.columns.map(({ field, label, align }, index) => {
    const schema = known[field] ?? {};
    const isFigure = widgetOf(schema).decimals !== undefined;
    return {
      field,
      schema,
      label: label ?? titleOf(schema),
      span: spans[index] ?? 1,
      align: align ?? (isFigure ? 'right' : 'left'),
    };
  });
}

function rowCells(
  columns: Column[],
  row: Row | undefined,
  number: number | null,
  context: PaperContext,
): CellView[] {
  const cells = columns.map(({ field, schema, span, align }) => ({
    isLabel: false,
    span,
    align,
    text: row && Object.hasOwn(row, field) ? columnText(schema, row[field], context) : '',
  }));
  if (number === null) return cells;
  return [{ isLabel: false, span: numberSpan, align: 'center', text: String(number) }, ...cells];
}

function totalCells(
  { totals = [], numbered }: TableSection,
  columns: Column[],
  data: Row[],
  context: PaperContext,
): CellView[] {
  const cells = columns.map(({ field, schema, span, align }) => {
    const isSummed = totals.includes(field) && !context.blank;
    return {
      isLabel: false,
      span,
      align,
      text: isSummed ? columnText(schema, sumOf(data.map((row) => row[field])), context) : '',
    };
  });
  const caption = { isLabel: true, text: '合计' };
  if (numbered) return [{ ...caption, span: numberSpan }, ...cells];
  const [first, ...others] = cells as [CellView, ...CellView[]];
  return [totals.includes(columns[0]?.field ?? '') ? first : { ...caption, span: first.span }, ...others];
}

/** A table of items and levels, with a tick at the level that the customer chose. */
export function ratingsView(
  { ratings }: RatingsSection,
  context: PaperContext,
  forms: readonly Form[],
): TableView {
  const reference = parseReference(ratings) as Reference;
  const items = Object.entries(schemaOf(reference, forms)?.properties ?? {});
  const given = (datumOf(reference, context) ?? {}) as Row;
  const levels = optionsOf(items[0]?.[1] ?? {});
  const levelSpan = Math.max(1, Math.floor(16 / Math.max(1, levels.length)));
  const nameSpan = 24 - levelSpan * levels.length;
  const rows: GridView[] = items.map(([name, item]) => ({
    cells: [
      { isLabel: false, span: nameSpan, text: item.title ?? name },
      ...levels.map((level) => ({
        isLabel: false,
        span: levelSpan,
        align: 'center',
        options: [{ label: '', ticked: given[name] === level.const }],
      })),
    ],
  }));
  const heads = [
    { title: '评价项目', span: nameSpan },
    ...levels.map(({ title }) => ({ title, span: levelSpan })),
  ];
  return {
    heads: heads.map(({ title, span }) => ({ isLabel: true, span, text: title })),
    rows,
    totals: null,
  };
}
