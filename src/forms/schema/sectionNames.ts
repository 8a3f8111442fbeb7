import type { FormSchema } from './types.js';

/** Field names by section, in the form's order; those in no section come last. */
export function sectionNames(schema: FormSchema): { title: string | null; fields: string[] }[] {
  const sections: { title: string | null; fields: string[] }[] = schema['x-ui']?.sections ?? [];
  const placed = new Set(sections.flatMap((section) => section.fields));
  const rest = Object.keys(schema.properties).filter((name) => !placed.has(name));
  return rest.length === 0
    ? sections
    : [...sections, { title: sections.length > 0 ? '其他' : null, fields: rest }];
}
