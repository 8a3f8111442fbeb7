import { removeRule, renameInRules } from './rules.js';
import { placeOf, sectionsOf } from './sections.js';
import type { Field, FormSchema, Owner } from './types.js';

/** `text1`, `text2`: a name after the widget, as one name must mean one kind of value in all forms. */
export function unusedName(owner: Owner, widget: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${widget}${number}`;
    if (!Object.hasOwn(owner.properties ?? {}, name)) return name;
  }
}

/** Puts a field at the end of a section (of the rest, when there is no such section). */
export function addField(schema: FormSchema, section: number, name: string, field: Field): void {
  schema.properties[name] = field;
  schema['x-ui']?.sections?.[section]?.fields.push(name);
}

export function removeField(schema: FormSchema, name: string): void {
  delete schema.properties[name];
  for (const section of schema['x-ui']?.sections ?? []) {
    section.fields = section.fields.filter((field) => field !== name);
  }
  setRequired(schema, name, false);
  removeRule(schema, name);
}

/** Renames a field wherever the form uses its name. */
export function renameField(schema: FormSchema, from: string, to: string): void {
  renameKey(schema, from, to);
  for (const section of schema['x-ui']?.sections ?? []) section.fields = renamed(section.fields, from, to);
  for (const field of Object.values(schema.properties)) renameInHints(field, from, to);
  renameInRules(schema, from, to);
}

/** Renames a column of a table or an item of a checklist. */
export function renamePart(schema: FormSchema, field: string, from: string, to: string): void {
  const owner = partsOwner(schema.properties[field] ?? {});
  renameKey(owner, from, to);
  for (const part of Object.values(owner.properties ?? {})) renameInHints(part, from, to);
  for (const other of Object.values(schema.properties)) {
    const compute = other['x-ui']?.compute as { sumOf?: string } | undefined;
    if (compute?.sumOf === `${field}.${from}`) compute.sumOf = `${field}.${to}`;
  }
}

/** The schema that holds the columns of a table or the items of a checklist. */
export function partsOwner(field: Field): Owner {
  return field.items ?? field;
}

function renameKey(owner: Owner, from: string, to: string): void {
  const entries = Object.entries(owner.properties ?? {});
  owner.properties = Object.fromEntries(entries.map(([name, field]) => [name === from ? to : name, field]));
  if (owner.required) owner.required = renamed(owner.required, from, to);
}

function renamed(names: string[], from: string, to: string): string[] {
  return names.map((name) => (name === from ? to : name));
}

/** Renames a field in the hints that name it. */
function renameInHints(field: Field, from: string, to: string): void {
  const hints = field['x-ui'];
  if (!hints) return;
  for (const hint of ['notBefore', 'differsFrom']) if (hints[hint] === from) hints[hint] = to;
  const compute = hints.compute as { sum?: string[]; product?: string[]; sumOf?: string } | undefined;
  if (compute?.sum) compute.sum = renamed(compute.sum, from, to);
  if (compute?.product) compute.product = renamed(compute.product, from, to);
  if (compute?.sumOf?.startsWith(`${from}.`)) compute.sumOf = to + compute.sumOf.slice(from.length);
}

/** Marks a field as required; a required list needs at least one item. */
export function setRequired(owner: Owner, name: string, isRequired: boolean): void {
  const others = (owner.required ?? []).filter((field) => field !== name);
  if (isRequired || owner.required) owner.required = isRequired ? [...others, name] : others;
  const field = owner.properties?.[name];
  if (field?.type !== 'array') return;
  if (isRequired) field.minItems = 1;
  else delete field.minItems;
}

/** Moves a field up or down by one within its section, and at the edge into the next section. */
export function moveField(schema: FormSchema, name: string, step: -1 | 1): void {
  const groups = sectionsOf(schema);
  const { section, index } = placeOf(groups, name);
  const fields = groups[section]?.fields ?? [];
  const neighbour = fields[index + step];
  const next = groups[section + step];
  if (neighbour !== undefined) swapFields(schema, section, name, neighbour);
  else if (next) putField(schema, name, section + step, step === 1 ? 0 : next.fields.length);
}

function swapFields(schema: FormSchema, section: number, one: string, other: string): void {
  const fields = schema['x-ui']?.sections?.[section]?.fields;
  if (!fields) {
    movePart(schema, one, other);
    return;
  }
  const [a, b] = [fields.indexOf(one), fields.indexOf(other)];
  [fields[a], fields[b]] = [other, one];
}

/** Moves a field into a section at a position; into none, when there is no such section. */
export function putField(schema: FormSchema, name: string, section: number, position = 500): void {
  const sections = schema['x-ui']?.sections ?? [];
  for (const one of sections) one.fields = one.fields.filter((field) => field !== name);
  sections[section]?.fields.splice(position, 0, name);
}

/** Swaps two parts in the order of the properties. */
export function movePart(owner: Owner, one: string, other: string): void {
  const entries = Object.entries(owner.properties ?? {});
  const find = (wanted: string) => entries.findIndex(([name]) => name === wanted);
  const [a, b] = [find(one), find(other)];
  if (a < 0 || b < 0) return;
  [entries[a], entries[b]] = [entries[b]!, entries[a]!];
  owner.properties = Object.fromEntries(entries);
}
