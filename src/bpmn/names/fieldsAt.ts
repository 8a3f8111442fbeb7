import type { Diagram, Known } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { callMappingsOf, loopOf } from '../readModel.js';
import { anything, type KnownField, type KnownFields, together } from './knownData.js';

const counts = {
  numberOfInstances: '总人数',
  numberOfCompletedInstances: '已办人数',
  numberOfActiveInstances: '未办人数',
  numberOfApprovals: '同意票数',
  numberOfRejections: '反对票数',
};

/** What the tickets of a diagram may know anywhere: fields of its forms, results of called processes and services, the clock. */
export function fieldsOfDiagram(
  { nodes }: Pick<Diagram, 'nodes'>,
  { fieldsOf, results }: Pick<Known, 'fieldsOf' | 'results'>,
): KnownFields {
  const keys = nodes.flatMap(({ element }) => (typeof element.formKey === 'string' ? [element.formKey] : []));
  const names = nodes.flatMap(({ element }) => resultsOf(element, results));
  const known = together(keys.flatMap((key) => fieldsOf?.(key) ?? []));
  for (const name of names) if (!known.has(name)) known.set(name, anything(name));
  known.set('now', { ...anything('当前时间'), type: { kind: 'date and time' } });
  return known;
}

/** Names of the data that an element sets: the fields of its form, the results of its call or service. */
export function setsOf(
  element: ModdleElement,
  { fieldsOf, results }: Pick<Known, 'fieldsOf' | 'results'>,
): string[] {
  const fields = typeof element.formKey === 'string' ? fieldsOf?.(element.formKey) : null;
  return [...(fields?.keys() ?? []), ...resultsOf(element, results)];
}

function resultsOf(element: ModdleElement, results: Known['results']): string[] {
  const ofService = results?.get(String(element.topic ?? '')) ?? [];
  return [...Object.keys(callMappingsOf(element, 'camunda:Out')), ...ofService];
}

/** The same at an element: with the items of the loops around it, and the counts of its own. */
export function fieldsAt(element: ModdleElement, fields: KnownFields): KnownFields {
  const loops = loopsAround(element);
  if (loops.length === 0) return fields;
  const known = new Map<string, KnownField>(fields);
  known.set('loopCounter', { ...anything('序号'), type: { kind: 'number' } });
  for (const [name, label] of Object.entries(counts))
    known.set(name, { ...anything(label), type: { kind: 'number' } });
  for (const { elementVariable, collection } of loops) {
    const list = fields.get(collection ?? '');
    const of = list?.type.kind === 'list' ? list.type.of : null;
    known.set(elementVariable, list && of ? { ...list, type: of } : anything(elementVariable));
  }
  return known;
}

function loopsAround(element: ModdleElement): ReturnType<typeof loopOf>[] {
  const loops: ReturnType<typeof loopOf>[] = [];
  for (let one: ModdleElement | undefined = element; one; one = one.$parent) {
    const characteristics = one.loopCharacteristics as ModdleElement | undefined;
    if (characteristics?.$type === 'bpmn:MultiInstanceLoopCharacteristics')
      loops.push(loopOf(characteristics));
  }
  return loops.reverse();
}
