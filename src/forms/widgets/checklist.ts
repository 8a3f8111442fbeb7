import type { FieldError } from '../../platform/errors.js';
import { activeBranches } from '../compute/conditions.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import type { ObjectSchema, PropertySchema } from '../schema/types.js';
import { readObject, refuseOwnValues } from '../submission/reading.js';
import { fieldId } from '../view/rendering.js';
import { isObject, partIn } from './shared/partsOf.js';
import type { CheckedField, SentField, SummaryPart, Widget } from './widget.js';

declare module '../view/viewTypes.js' {
  interface FieldView {
    ticks?: { id: string; name: string; label: string; description: string | null; ticked: boolean }[];
  }
  interface SummaryItem {
    ticks?: Tick[];
  }
}

interface Tick {
  label: string;
  ticked: boolean;
}

const notAllTicked = ({ title }: PropertySchema) => `请逐项完成${title}`;

/** Items to tick off. */
export const checklist: Widget = {
  name: 'checklist',
  title: '检查单',
  shape: 'object',
  types: ['object'],
  canDemandAll: true,
  check: checkItems,
  read: readTicks,
  missingMessage: (schema) => (schema.required?.length ? notAllTicked(schema) : `请勾选${schema.title}`),
  invalidPartsMessage: notAllTicked,
  validateForm: checkAllTicked,
  view: ({ schema, value, place: { name } }) => ({
    ticks: Object.entries(schema.properties ?? {}).map(([key, item]) => ({
      id: `${fieldId(name)}-${key}`,
      name: `${name}.${key}`,
      label: item.title ?? key,
      description: item.description ?? null,
      ticked: partIn(value, key) === true,
    })),
  }),
  summary(value, schema): SummaryPart | undefined {
    if (!isObject(value)) return undefined;
    const ticks = ticksOf(schema, value);
    return { ticks, lines: ticks.map(({ label, ticked }) => `${ticked ? '✓' : '✗'} ${label}`) };
  },
  print: { cell: (schema, value) => ({ options: ticksOf(schema, value) }) },
  editor: {
    field: {
      type: 'object',
      additionalProperties: false,
      properties: { item1: { title: '第一项', type: 'boolean' } },
      'x-ui': { widget: 'checklist' },
    },
    parts: { legend: '检查的各项', part: '项', widget: 'yesNo', isFixed: true },
  },
};

function checkItems({ schema, path, widgetOf }: CheckedField): void {
  for (const [name, item] of Object.entries(schema.properties ?? {})) {
    if (widgetOf(item) !== 'yesNo')
      throw new FieldProblem(`${path}.${name}`, `字段 ${path}.${name} 应为 boolean，检查单每一项是一个勾`);
  }
}

/** Reads the ticked items. The browser sends nothing for the others, and the data does not hold them. */
function readTicks({ schema, node, path, reading }: SentField): unknown {
  refuseOwnValues(node, path, reading);
  // refuses unknown items, and values that are no answer
  readObject(schema, node, path, reading);
  const ticked = Object.keys(schema.properties ?? {}).filter((name) =>
    node.children.get(name)?.values?.includes('true'),
  );
  return ticked.length === 0 ? undefined : Object.fromEntries(ticked.map((name) => [name, true]));
}

/** Errors of checklists that a condition wants ticked completely (`x-ui.allTicked` of a `then` or `else`). */
function checkAllTicked(schema: ObjectSchema, data: Record<string, unknown>): FieldError[] {
  const demanded = activeBranches(schema, data).flatMap(
    (branch) => (branch['x-ui'] as { allTicked?: string[] } | undefined)?.allTicked ?? [],
  );
  return [...new Set(demanded)].flatMap((name) => {
    const list = schema.properties?.[name] ?? {};
    const isDone = ticksOf(list, partIn(data, name)).every(({ ticked }) => ticked);
    return isDone ? [] : [{ path: name, message: notAllTicked(list), namesField: true as const }];
  });
}

function ticksOf(schema: PropertySchema, value: unknown): Tick[] {
  return Object.entries(schema.properties ?? {}).map(([key, item]) => ({
    label: item.title ?? key,
    ticked: partIn(value, key) === true,
  }));
}
