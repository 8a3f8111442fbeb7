import type { PropertySchema } from './types.js';

/** The JSON types that a property may have. */
export function typesOf(schema: PropertySchema): string[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

/** The options of a choice; those of a choice of several are at its items. */
export function optionsOf(schema: PropertySchema): Option[] {
  return schema.oneOf ?? schema.items?.oneOf ?? [];
}

export interface Option {
  const: unknown;
  title: string;
}
