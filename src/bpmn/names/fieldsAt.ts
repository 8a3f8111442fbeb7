import type { Diagram, KnownReferences } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { callMappingsOf, loopOf, receivedBy } from '../readModel.js';
import { fieldOfText, resultsOfCall } from './fieldsOfCall.js';
import { type KnownField, type KnownFields, mergeFields, untypedField } from './knownData.js';

/** Counts of a loop, as people call them. */
export const loopCounts = {
  numberOfInstances: '总人数',
  numberOfCompletedInstances: '已办人数',
  numberOfActiveInstances: '未办人数',
  numberOfApprovals: '同意票数',
  numberOfRejections: '反对票数',
};

/**
 * Data that a ticket may have anywhere in the diagram: fields of its forms, results of called processes and
 * services, the clock.
 */
export function fieldsOfDiagram(
  { nodes }: Pick<Diagram, 'nodes'>,
  {
    fieldsOf,
    serviceResults,
    fieldsOfCalled,
  }: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
): KnownFields {
  const keys = nodes.flatMap(({ element }) => (typeof element.formKey === 'string' ? [element.formKey] : []));
  const known = mergeFields(keys.flatMap((key) => fieldsOf?.(key) ?? []));
  const ofForms = new Set(known.keys());
  for (const { element } of nodes) {
    const called = fieldsOfCalled?.(String(element.calledElement));
    if (!called) continue;
    const results = [...resultsOfCall(element, called, known)].filter(([name]) => !ofForms.has(name));
    for (const [name, field] of mergeFields([known, new Map(results)])) known.set(name, field);
  }
  const names = nodes.flatMap(({ element }) => resultsOf(element, serviceResults));
  for (const name of names) if (!known.has(name)) known.set(name, untypedField(name));
  known.set('now', { ...untypedField('当前时间'), type: { kind: 'date and time' } });
  return known;
}

/** Names of the data that an element sets: the fields of its form, the results of its call or service. */
export function dataSetBy(
  element: ModdleElement,
  { fieldsOf, serviceResults }: Pick<KnownReferences, 'fieldsOf' | 'serviceResults'>,
): string[] {
  const fields = typeof element.formKey === 'string' ? fieldsOf?.(element.formKey) : null;
  return [...(fields?.keys() ?? []), ...resultsOf(element, serviceResults)];
}

function resultsOf(element: ModdleElement, results: KnownReferences['serviceResults']): string[] {
  const ofService = results?.get(String(element.topic ?? '')) ?? [];
  return [...Object.keys(callMappingsOf(element, 'camunda:Out')), ...receivedBy(element), ...ofService];
}

/** Data that a ticket may have at an element: `fields` and, inside loops, their items and counts. */
export function fieldsAt(element: ModdleElement, fields: KnownFields): KnownFields {
  const loops = loopsAround(element);
  if (loops.length === 0) return fields;
  const known = new Map<string, KnownField>(fields);
  known.set('loopCounter', { ...untypedField('序号'), type: { kind: 'number' } });
  for (const [name, label] of Object.entries(loopCounts))
    known.set(name, { ...untypedField(label), type: { kind: 'number' } });
  for (const { elementVariable, collection } of loops) {
    const list = collection === null ? null : fieldOfText(collection, collection, known);
    const of = list?.type.kind === 'list' ? list.type.of : null;
    known.set(elementVariable, list && of ? { ...list, type: of } : untypedField(elementVariable));
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
