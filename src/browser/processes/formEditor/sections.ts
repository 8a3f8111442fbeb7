import type { FormSchema } from './types.js';

/** Fields by section, in order; those in no section come last, without a title. */
export function sectionsOf(schema: FormSchema): { title: string | null; fields: string[] }[] {
  const sections = schema['x-ui']?.sections ?? [];
  const placed = new Set(sections.flatMap(({ fields }) => fields));
  const rest = Object.keys(schema.properties).filter((name) => !placed.has(name));
  return rest.length > 0 || sections.length === 0 ? [...sections, { title: null, fields: rest }] : sections;
}

export function placeOf(
  groups: readonly { fields: string[] }[],
  name: string,
): { section: number; index: number } {
  const section = groups.findIndex(({ fields }) => fields.includes(name));
  return { section, index: groups[section]?.fields.indexOf(name) ?? -1 };
}

export function formHints(schema: FormSchema): NonNullable<FormSchema['x-ui']> {
  schema['x-ui'] ??= {};
  return schema['x-ui'];
}

export function addSection(schema: FormSchema, title: string): void {
  const hints = formHints(schema);
  hints.sections = [...(hints.sections ?? []), { title, fields: [] }];
}

export function moveSection(schema: FormSchema, index: number, step: -1 | 1): void {
  const sections = schema['x-ui']?.sections ?? [];
  const [one, other] = [sections[index], sections[index + step]];
  if (!one || !other) return;
  sections[index] = other;
  sections[index + step] = one;
}

/** Removes a section; its fields move to the section before it, or after it. */
export function removeSection(schema: FormSchema, index: number): void {
  const sections = schema['x-ui']?.sections ?? [];
  const [gone] = sections.splice(index, 1);
  const heir = sections[index - 1] ?? sections[index];
  if (gone) heir?.fields.push(...gone.fields);
}
