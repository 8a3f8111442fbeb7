import { FieldProblem } from '../../schema/fieldProblem.js';
import type { PropertySchema } from '../../schema/types.js';
import { rows } from '../rows/index.js';
import { rowsSummary } from '../rows/rowsSummary.js';
import { rowsView } from '../rows/rowsView.js';
import type { CheckedField, Widget } from '../widget.js';
import { type ScheduleView, scheduleView } from './scheduleView.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    /** Null when no row has dates yet. */
    schedule?: ScheduleView | null;
  }
  interface SummaryItem {
    schedule?: ScheduleView;
  }
}

const requiredColumns = [
  ['name', 'text'],
  ['startOn', 'date'],
  ['endOn', 'date'],
] as const;

/** A table of work with the days on which it begins and ends, drawn as bars. */
export const scheduleRows: Widget = {
  name: 'scheduleRows',
  title: '进度表',
  shape: 'list',
  types: ['array'],
  check: checkColumns,
  read: rows.read,
  missingMessage: rows.missingMessage,
  rowRules,
  view: (field) => ({
    rows: rowsView(field, { onlyGrows: false }),
    schedule: scheduleView(Array.isArray(field.value) ? field.value : []),
  }),
  summary(value, schema, show) {
    const table = rowsSummary(value, schema, show);
    return table && { ...table, schedule: scheduleView(value as unknown[]) ?? undefined };
  },
  print: { sections: ['table', 'schedule'], isLarge: true },
};

function checkColumns({ schema, path, widgetOf }: CheckedField): void {
  const columns: Record<string, PropertySchema> = schema.items?.properties ?? {};
  for (const [name, widget] of requiredColumns) {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (!column || widgetOf(column) !== widget) {
      throw new FieldProblem(path, `字段 ${path} 的进度表需要列 ${name}（${widget}）`);
    }
  }
}

/** Adds the rule that no line ends before it begins. */
function rowRules(items: PropertySchema): PropertySchema {
  const end = items.properties?.endOn;
  if (!end) return items;
  const hints = { notBefore: 'startOn', ...end['x-ui'] };
  return { ...items, properties: { ...items.properties, endOn: { ...end, 'x-ui': hints } } };
}
