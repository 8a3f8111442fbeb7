import type { FieldError } from '../../platform/errors.js';
import type { FormContext, ObjectSchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** Errors that the widgets find in their values, in the form and in the rows of its tables. */
export function checkValues(
  schema: ObjectSchema,
  data: unknown,
  context: FormContext,
  parent = '',
): FieldError[] {
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined;
    if (value === undefined) return [];
    const path = parent === '' ? name : `${parent}.${name}`;
    const { shape, validate } = widgetOf(property);
    const rows = shape === 'list' && Array.isArray(value) ? value : [];
    return [
      ...(validate?.({ schema: property, value, path, context }) ?? []),
      ...rows.flatMap((row, index) => checkValues(property.items ?? {}, row, context, `${path}.${index}`)),
    ];
  });
}
