import { FieldProblem } from '../schema/fieldProblem.js';
import { optionsOf, typesOf } from '../schema/propertyTypes.js';
import type { PropertySchema } from '../schema/types.js';
import { readObject, refuseOwnValues } from '../submission/reading.js';
import type { FieldView } from '../view/viewTypes.js';
import { isObject, partIn } from './shared/partsOf.js';
import type { CheckedField, RenderedField, SentField, SummaryPart, Widget } from './widget.js';

declare module '../view/viewTypes.js' {
  interface FieldView {
    /** Items × levels; each item is a choice field. */
    matrix?: { levels: string[]; items: FieldView[] };
  }
  interface SummaryItem {
    ratings?: { label: string; text: string }[];
  }
}

/** A table of items × levels: each item is a group of radios. */
export const ratingMatrix: Widget = {
  name: 'ratingMatrix',
  title: '评分表',
  shape: 'object',
  types: ['object'],
  reportsMissingParts: true,
  check: checkLevels,
  read: readRatings,
  view: matrixView,
  summary: ratingsSummary,
  print: { sections: ['ratings'], isLarge: true },
};

function checkLevels({ schema, path, widgetOf }: CheckedField): void {
  const items = Object.entries(schema.properties ?? {});
  const levels = (item: PropertySchema) =>
    JSON.stringify(optionsOf(item).map((option) => [option.const, option.title]));
  for (const [name, item] of items) {
    const single = widgetOf(item) === 'choice' && !typesOf(item).includes('array');
    if (!single)
      throw new FieldProblem(
        `${path}.${name}`,
        `字段 ${path}.${name} 应为单选（oneOf），评分表每一行是一个单选`,
      );
    if (levels(item) !== levels(items[0]?.[1] ?? {})) {
      throw new FieldProblem(path, `字段 ${path} 的每一项必须有相同的等级 oneOf`);
    }
  }
}

function readRatings({ schema, node, path, reading }: SentField): unknown {
  refuseOwnValues(node, path, reading);
  const ratings = readObject(schema, node, path, reading);
  return Object.keys(ratings).length === 0 ? undefined : ratings;
}

function matrixView({ schema, value, place: { name }, rendering }: RenderedField): Partial<FieldView> {
  const items = Object.entries(schema.properties ?? {});
  return {
    matrix: {
      levels: optionsOf(items[0]?.[1] ?? {}).map((option) => option.title),
      items: items.map(([key, item]) => {
        const required = schema.required?.includes(key) ?? false;
        const place = { name: `${name}.${key}`, required, inRow: true };
        return rendering.renderField(item, partIn(value, key), place);
      }),
    },
  };
}

function ratingsSummary(
  value: unknown,
  schema: PropertySchema,
  show: (schema: PropertySchema, value: unknown) => string,
): SummaryPart | null | undefined {
  if (!isObject(value)) return undefined;
  const ratings = Object.entries(schema.properties ?? {})
    .map(([key, item]) => ({ label: item.title ?? key, text: show(item, partIn(value, key)) }))
    .filter(({ text }) => text !== '');
  if (ratings.length === 0) return null;
  return { ratings, lines: ratings.map(({ label, text }) => `${label}：${text}`) };
}
