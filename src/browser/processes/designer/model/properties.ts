import type { Moddle } from '../types.js';
import { create, extensionsOf, replaceExtensions, type Subject } from './camunda.js';

export interface Property {
  name: string;
  value: string;
}

/** The `camunda:property` entries in the order of the file. */
export function propertiesOf(model: Moddle): Property[] {
  const lists = extensionsOf(model, 'camunda:Properties');
  const entries = lists.flatMap((list) => (list.get('values') as Moddle[] | undefined) ?? []);
  return entries.map((entry) => ({ name: String(entry.name ?? ''), value: String(entry.value ?? '') }));
}

export function propertyOf(model: Moddle, name: string): string {
  return propertiesOf(model).find((property) => property.name === name)?.value ?? '';
}

/** Names separated by commas, as `excludePerformerOf` has them. */
export function splitCommaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Sets one property; an empty value removes it. */
export function setProperty(subject: Subject, name: string, value: string): void {
  const before = propertiesOf(subject.model);
  const next = before.some((property) => property.name === name)
    ? before.map((property) => (property.name === name ? { name, value } : property))
    : [...before, { name, value }];
  setProperties(
    subject,
    next.filter((property) => property.name !== name || value !== ''),
  );
}

export function setProperties(subject: Subject, properties: Property[]): void {
  const { designer, model } = subject;
  const list = create(designer, 'camunda:Properties', model);
  list.set(
    'values',
    properties.map(({ name, value }) => create(designer, 'camunda:Property', list, { name, value })),
  );
  replaceExtensions(subject, 'camunda:Properties', properties.length > 0 ? [list] : []);
}
