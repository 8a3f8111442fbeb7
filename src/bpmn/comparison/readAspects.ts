import type { ModdleElement } from '../parseDiagram.js';

type Aspect = readonly [aspect: string, text: string];
type IsTracked = (element: ModdleElement) => boolean;

/** Attributes that are not compared here: ids of parts, types of texts, and what is compared elsewhere. */
const ignoredAttributes = new Set(['id', 'default', 'processRef', 'xsi:type', 'evaluatesToTypeRef']);

/**
 * Reads every attribute of an element and of its parts, but not of the elements it contains. Properties, parameters and
 * mappings are kept under their name, so that their order does not count.
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

/** Attributes by the names of the BPMN schema, those of other schemas with their prefix; default values are left out. */
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

/** A part without attributes, such as a terminate definition, counts by being there. */
function aspectsOfPart(part: ModdleElement, path: string, isTracked: IsTracked): Aspect[] {
  const aspects = partAspects(part, path, isTracked);
  const isWrapper = path === '' || part.$type === 'bpmn:LaneSet';
  return aspects.length > 0 || isWrapper ? aspects : [[path, 'true']];
}

/** Parts that are compared under a name of their own. */
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

/** Wrapper elements add nothing to the path. */
function pathOfPart(part: ModdleElement, path: string): string {
  if (part.$type === 'bpmn:ExtensionElements' || part.$type === 'camunda:Properties') return '';
  if (part.$type === 'camunda:InputOutput') return '';
  if (path === '' || path === 'values' || path === 'eventDefinitions') return part.$type.replace('bpmn:', '');
  return path;
}

/** Messages and errors are not drawn; people know them by code or name. */
function referenceText(target: ModdleElement): string {
  const code = typeof target.errorCode === 'string' ? target.errorCode : '';
  return code || target.name || String(target.id);
}

/** Whether a flow is the default is compared at the flow, where it is drawn. */
function defaultAspect(element: ModdleElement): Aspect[] {
  const source = element.sourceRef as ModdleElement | undefined;
  const isDefault = (source?.default as ModdleElement | undefined)?.id === element.id;
  return element.$type === 'bpmn:SequenceFlow' && isDefault ? [['isDefault', 'true']] : [];
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
