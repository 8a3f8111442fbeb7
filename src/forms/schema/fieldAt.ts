import type { ObjectSchema, PropertySchema } from './types.js';

/** The property that an input path (`contacts.0.channel`) names; undefined when the form has none. */
export function fieldAt(schema: ObjectSchema, path: string): PropertySchema | undefined {
  let current: PropertySchema | undefined = schema as PropertySchema;
  for (const part of path.split('.').filter((piece) => piece !== '')) {
    if (current === undefined) return undefined;
    current = /^\d+$/.test(part) ? current.items : ownProperty(current, part);
  }
  return current;
}

function ownProperty(schema: ObjectSchema, name: string): PropertySchema | undefined {
  return Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
}
