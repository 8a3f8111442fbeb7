import { showDateTime } from '../../platform/dateTimes.js';
import { moneyText, numberText } from '../compute/amounts.js';
import type { FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import { isMultiple, isObjectWidget, optionsOf, widgetOf } from '../widgets/widgetOf.js';

type Context = Pick<FormContext, 'timeZone' | 'people'>;

/** A value as people read it: option titles, names, local times, units. Never markup; views escape it. */
export function showValue(schema: PropertySchema, value: unknown, context: Context): string {
  if (value === undefined || value === null || value === '') return '';
  if (isMultiple(schema) && Array.isArray(value)) {
    return value.map((item) => showScalar(schema, item, context)).join('、');
  }
  if (isObjectWidget(widgetOf(schema))) return showParts(schema, value, context);
  return showScalar(schema, value, context);
}

/** The filled parts of a customer or product, one per line, without the stored id. */
function showParts(schema: ObjectSchema, value: unknown, context: Context): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== 'id' && Object.hasOwn(value, name))
    .map(([name, property]) => [property.title, showValue(property, (value as never)[name], context)])
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${title}：${text}`)
    .join('\n');
}

function showScalar(schema: PropertySchema, value: unknown, context: Context): string {
  const unit = schema['x-ui']?.unit;
  switch (widgetOf(schema)) {
    case 'choice':
      return optionsOf(schema).find((option) => option.const === value)?.title ?? plain(value);
    case 'yesNo':
      return value === true ? '是' : value === false ? '否' : plain(value);
    case 'person':
      return personName(value, context.people);
    case 'dateTime':
      return typeof value === 'string' ? showDateTime(value, context.timeZone) : plain(value);
    case 'money':
      return typeof value === 'number' ? `${moneyText(value)} ${unit ?? '元'}` : plain(value);
    case 'number':
      return unit ? `${plain(value)} ${unit}` : plain(value);
    default:
      return plain(value);
  }
}

/** Members change groups, so a person is looked for in all of them. */
function personName(id: unknown, people: Context['people']): string {
  for (const members of Object.values(people)) {
    const member = members.find((candidate) => candidate.id === id);
    if (member) return member.name;
  }
  return `人员 ${plain(id)}`;
}

function plain(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
