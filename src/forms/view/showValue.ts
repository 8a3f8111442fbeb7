import type { ObjectSchema, PropertySchema } from '../schema/types.js';
import { plainText } from '../widgets/shared/partsOf.js';
import type { ShowContext } from '../widgets/widget.js';
import { isMultiple, widgetOf } from '../widgets/widgetOf.js';

/** A value as people read it: option titles, names, local times, units. Never markup; views escape it. */
export function showValue(schema: PropertySchema, value: unknown, context: ShowContext): string {
  if (value === undefined || value === null || value === '') return '';
  if (isMultiple(schema) && Array.isArray(value)) {
    return value.map((item) => showOne(schema, item, context)).join('、');
  }
  if (widgetOf(schema).shape === 'object') return showParts(schema, value, context);
  return showOne(schema, value, context);
}

/** The filled parts of a customer or product, one per line, without the stored id. */
function showParts(schema: ObjectSchema, value: unknown, context: ShowContext): string {
  if (typeof value !== 'object' || value === null) return plainText(value);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== 'id' && Object.hasOwn(value, name))
    .map(([name, property]) => [property.title, showValue(property, (value as never)[name], context)])
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${title}：${text}`)
    .join('\n');
}

function showOne(schema: PropertySchema, value: unknown, context: ShowContext): string {
  return widgetOf(schema).show?.(value, schema, context) ?? plainText(value);
}
