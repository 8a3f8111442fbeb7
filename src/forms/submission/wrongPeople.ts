import type { FieldError } from '../../platform/errors.js';
import type { FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import { isRowsWidget, widgetOf } from '../widgets/widgetOf.js';

type People = FormContext['people'];

/** Person fields whose value is no active member of the field's group. */
export function wrongPeople(schema: ObjectSchema, data: unknown, people: People, parent = ''): FieldError[] {
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined;
    return value === undefined
      ? []
      : wrongIn(property, value, people, parent === '' ? name : `${parent}.${name}`);
  });
}

function wrongIn(schema: PropertySchema, value: unknown, people: People, path: string): FieldError[] {
  const widget = widgetOf(schema);
  if (isRowsWidget(widget) && Array.isArray(value)) {
    return value.flatMap((row, index) => wrongPeople(schema.items ?? {}, row, people, `${path}.${index}`));
  }
  if (widget !== 'person') return [];
  const group = schema['x-ui']?.group ?? '';
  const members = Object.hasOwn(people, group) ? (people[group] ?? []) : [];
  const ids = Array.isArray(value) ? value : [value];
  const wrong = ids.some((id) => !members.some((member) => member.id === id));
  return wrong ? [{ path, message: `所选的${schema.title}不在名单中，请重新选择` }] : [];
}
