import type { PropertySchema } from '../schema/types.js';
import { optionsOf } from '../widgets/widgetOf.js';
import type { RenderField, Rendering } from './rendering.js';
import type { MatrixView, TickView } from './viewTypes.js';

/** A table of items × levels: each item is a group of radios. */
export function matrixView(
  schema: PropertySchema,
  value: unknown,
  name: string,
  rendering: Rendering,
  renderField: RenderField,
): MatrixView {
  const items = Object.entries(schema.properties ?? {});
  return {
    levels: optionsOf(items[0]?.[1] ?? {}).map((option) => option.title),
    items: items.map(([key, item]) => {
      const required = schema.required?.includes(key) ?? false;
      return renderField(
        item,
        partIn(value, key),
        { name: `${name}.${key}`, required, inRow: true },
        rendering,
      );
    }),
  };
}

/** The items of a checklist; those not ticked are marked when the list was refused. */
export function ticksView(schema: PropertySchema, value: unknown, id: string, name: string): TickView[] {
  return Object.entries(schema.properties ?? {}).map(([key, item]) => ({
    id: `${id}-${key}`,
    name: `${name}.${key}`,
    label: item.title ?? key,
    description: item.description ?? null,
    ticked: partIn(value, key) === true,
  }));
}

function partIn(data: unknown, key: string): unknown {
  if (data === null || typeof data !== 'object' || !Object.hasOwn(data, key)) return undefined;
  return (data as Record<string, unknown>)[key];
}
