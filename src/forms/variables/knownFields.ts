import type { KnownField, KnownFields } from '../../bpmn/names/knownData.js';
import type { Form, ObjectSchema, PropertySchema } from '../schema/types.js';
import { typeOfField } from './variableTypes.js';

/** The fields of a form as the checks and help of expressions need them. */
export function knownFields({ schema }: Form): KnownFields {
  return fieldsOf(schema);
}

function fieldsOf({ properties = {} }: ObjectSchema): KnownFields {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, fieldOf(name, schema)]));
}

function fieldOf(name: string, schema: PropertySchema): KnownField {
  const inside = schema.properties ? schema : schema.items?.properties ? schema.items : null;
  const options = schema.oneOf ?? schema.items?.oneOf ?? [];
  return {
    label: schema.title ?? name,
    type: typeOfField(schema),
    options: options.map(({ const: value, title }) => ({ value, label: title })),
    fields: inside && fieldsOf(inside),
  };
}
