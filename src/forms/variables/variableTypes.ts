import { commonType } from '../../bpmn/expressions/commonType.js';
import { anyType, type FeelType } from '../../bpmn/feel/index.js';
import type { Form, ObjectSchema, PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/**
 * FEEL types of the fields of these forms, by name. A field whose forms disagree has the type Any: its value is read as
 * plain JSON.
 */
export function variableTypes(forms: Iterable<Form>): Map<string, FeelType> {
  const types = new Map<string, FeelType>();
  for (const { schema } of forms) {
    for (const [name, type] of entriesOf(schema)) {
      const other = types.get(name);
      types.set(name, other ? commonType(other, type) : type);
    }
  }
  return types;
}

/** The type of one field. */
export function typeOfField(schema: PropertySchema): FeelType {
  const type = (Array.isArray(schema.type) ? schema.type : [schema.type]).find((one) => one !== 'null');
  switch (type) {
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
      return typeOfText(schema);
    case 'array':
      return {
        kind: 'list',
        of: widgetOf(schema).shape === 'files' ? anyType : typeOfField(schema.items ?? {}),
      };
    case 'object':
      return schema.properties ? { kind: 'context', entries: new Map(entriesOf(schema)) } : anyType;
    default:
      return anyType;
  }
}

function typeOfText({ format }: PropertySchema): FeelType {
  if (format === 'date' || format === 'time') return { kind: format };
  return { kind: format === 'date-time' ? 'date and time' : 'string' };
}

function entriesOf({ properties = {} }: ObjectSchema): [string, FeelType][] {
  return Object.entries(properties).map(([name, schema]) => [name, typeOfField(schema)]);
}
