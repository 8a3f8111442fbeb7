import type { ModdleElement } from '../parseDiagram.js';

type Aspect = readonly [aspect: string, text: string];
type IsTracked = (element: ModdleElement) => boolean;

/** What says nothing by itself: ids of parts, how a text is typed, and what is told elsewhere. */
const ignoredAttributes = new Set(['id', 'default', 'processRef', 'xsi:type', 'evaluatesToTypeRef']);

/**
 * Everything that an element says, attribute by attribute down to its parts, but not the elements it contains. What is
 * listed by name in the file (properties, parameters, mappings) is found under that name, so that order does not count.
 */
export function readAspects(element: ModdleElement, isTracked: IsTracked): Map<string, string> {
  const aspects = new Map<string, string>();
  const found = [...partAspects(element, '', isTracked), ...defaultAspect(element)];
  for (const [aspect, text] of found) {
    if (text === '') continue;
    const known = aspects.get(aspect);
    aspects.set(aspect, known === undefined ? text : `${known}\n${text}`);
  }
  return aspects;
}

function partAspects(part: ModdleElement, path: string, isTracked: IsTracked): Aspect[] {
  const own = part.$descriptor.isGeneric ? genericValues(part) : describedValues(part);
  const foreign = Object.entries(part.$attrs ?? {}).filter(([name]) => !name.startsWith('xmlns'));
  return [...own, ...foreign].flatMap(([name, value]) =>
    ignoredAttributes.has(name)
      ? []
      : valueAspects(value, path === '' ? name : `${path}/${name}`, part, isTracked),
  );
}

/** Attributes by the names of the BPMN schema, those of other schemas with their prefix; what has its usual value is left out. */
function describedValues(part: ModdleElement): [string, unknown][] {
  return part.$descriptor.properties
    .filter(({ isVirtual, isMany, isReference }) => !isVirtual && !(isMany && isReference))
    .filter((property) => part[property.ns.localName] !== property.default)
    .map(({ ns }) => [
      ns.prefix === 'bpmn' ? ns.localName : `${ns.prefix}:${ns.localName}`,
      part[ns.localName],
    ]);
}

function genericValues(part: ModdleElement): [string, unknown][] {
  return Object.entries(part).filter(([name]) => name !== '$type');
}

function valueAspects(value: unknown, path: string, owner: ModdleElement, isTracked: IsTracked): Aspect[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => valueAspects(one, path, owner, isTracked));
  if (!isElement(value)) return [[path.replace(/\/body$/, ''), String(value).trim()]];
  if (value.$parent !== owner && !value.$descriptor.isGeneric)
    return [[path, isTracked(value) ? String(value.id) : referenceText(value)]];
  if (isTracked(value)) return [];
  return namedAspect(value) ?? aspectsOfPart(value, pathOfPart(value, path), isTracked);
}

/** A part that says nothing more, such as the end of everything at an end event, still says that it is there. */
function aspectsOfPart(part: ModdleElement, path: string, isTracked: IsTracked): Aspect[] {
  const aspects = partAspects(part, path, isTracked);
  const isWrapper = path === '' || part.$type === 'bpmn:LaneSet';
  return aspects.length > 0 || isWrapper ? aspects : [[path, 'true']];
}

/** Parts of which each stands for one thing that people know by its name. */
function namedAspect(part: ModdleElement): Aspect[] | null {
  switch (part.$type) {
    case 'bpmn:Documentation':
      return [['documentation', String(part.text ?? '')]];
    case 'camunda:Property':
      return [[`property:${part.name}`, String(part.value ?? '')]];
    case 'camunda:InputParameter':
      return part.definition ? null : [[`input:${part.name}`, String(part.value ?? '')]];
    case 'camunda:In':
    case 'camunda:Out':
      return [mappingAspect(part, part.$type === 'camunda:In' ? 'in' : 'out')];
    default:
      return null;
  }
}

function mappingAspect(part: ModdleElement, kind: 'in' | 'out'): Aspect {
  if (part.variables !== undefined) return [`${kind}:*`, String(part.variables)];
  const text = part.source ?? part.sourceExpression ?? part.businessKey ?? '';
  return [`${kind}:${part.target ?? '$businessKey'}`, String(text)];
}

/** Wrappers are no step of the path. */
function pathOfPart(part: ModdleElement, path: string): string {
  if (part.$type === 'bpmn:ExtensionElements' || part.$type === 'camunda:Properties') return '';
  if (part.$type === 'camunda:InputOutput') return '';
  if (path === '' || path === 'values' || path === 'eventDefinitions') return part.$type.replace('bpmn:', '');
  return path;
}

/** What has no place on the diagram, as a message or an error, people know by its name. */
function referenceText(target: ModdleElement): string {
  const code = typeof target.errorCode === 'string' ? target.errorCode : '';
  return code || target.name || String(target.id);
}

/** The default way out belongs to the flow: there it is drawn and read. */
function defaultAspect(element: ModdleElement): Aspect[] {
  const source = element.sourceRef as ModdleElement | undefined;
  const isDefault = (source?.default as ModdleElement | undefined)?.id === element.id;
  return element.$type === 'bpmn:SequenceFlow' && isDefault ? [['isDefault', 'true']] : [];
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
