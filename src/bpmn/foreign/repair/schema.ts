import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };

/** An attribute or part of a type of BPMN, as bpmn-moddle describes it. */
export interface Property {
  name: string;
  ns: { localName: string };
  type: string;
  isAttr?: boolean;
  isMany?: boolean;
  isReference?: boolean;
  isVirtual?: boolean;
  xml?: { serialize?: string };
}

export interface TypeDescriptor {
  name: string;
  idProperty?: Property;
  bodyProperty?: Property;
  properties: Property[];
  propertiesByName: Record<string, Property | undefined>;
  allTypesByName: Record<string, unknown>;
}

interface Package {
  prefix: string;
  uri: string;
  xml?: { tagAlias?: string; typePrefix?: string };
}

interface Registry {
  getPackages(): Package[];
  getType(name: string): { $descriptor: TypeDescriptor };
}

const registry = new BpmnModdle({ camunda }) as unknown as Registry;
const packages = new Map(registry.getPackages().map((one) => [one.uri, one]));

export const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Prefixes by the namespaces that the reader knows. */
export const knownPrefixes: ReadonlyMap<string, string> = new Map([
  ...[...packages.values()].map(({ uri, prefix }): [string, string] => [uri, prefix]),
  [schemaInstance, 'xsi'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** Null for a type that BPMN does not have. */
export function typeNamed(name: string): TypeDescriptor | null {
  try {
    return registry.getType(name).$descriptor;
  } catch {
    return null;
  }
}

/** What an element stands for, given what stands around it. */
export type Role =
  /** An element of BPMN, its drawing or Camunda's extensions. */
  | { kind: 'typed'; type: TypeDescriptor; property: Property }
  /** A text, or the id of another element. */
  | { kind: 'value' | 'reference'; property: Property }
  /** Of another tool, where such may stand. */
  | { kind: 'foreign' }
  /** Nothing that may stand here. */
  | { kind: 'misplaced' };

const simpleTypes = new Set(['String', 'Boolean', 'Integer', 'Real']);

/**
 * What the reader takes an element for.
 * @param parent type of the element around it
 * @param explicitType of the attribute `xsi:type`, with the reader's prefix
 */
export function roleOf(
  parent: TypeDescriptor,
  { uri, local }: { uri: string | null; local: string },
  explicitType: string | null,
): Role {
  const pack = packages.get(uri ?? '');
  const own = pack && parent.propertiesByName[`${pack.prefix}:${local}`];
  if (own && !own.isAttr) return roleOfProperty(own, explicitType);
  if (!pack) {
    return parent.properties.some(({ type }) => type === 'Element')
      ? { kind: 'foreign' }
      : { kind: 'misplaced' };
  }
  const type = typeNamed(`${pack.prefix}:${pack.xml?.tagAlias === 'lowerCase' ? capitalized(local) : local}`);
  const property =
    type &&
    parent.properties.find((one) => !one.isVirtual && !one.isReference && one.type in type.allTypesByName);
  return property ? { kind: 'typed', type, property } : { kind: 'misplaced' };
}

function roleOfProperty(property: Property, explicitType: string | null): Role {
  if (property.isReference) return { kind: 'reference', property };
  if (simpleTypes.has(property.type)) return { kind: 'value', property };
  const type = typeNamed((property.xml?.serialize && explicitType) || property.type);
  return type ? { kind: 'typed', type, property } : { kind: 'misplaced' };
}

/** The name of a type with the reader's prefix, from a name in a file. */
export function typeNameOf({ uri, local }: { uri: string | null; local: string }): string | null {
  const pack = packages.get(uri ?? '');
  if (!pack) return null;
  const { typePrefix = '' } = pack.xml ?? {};
  return `${pack.prefix}:${local.startsWith(typePrefix) ? local.slice(typePrefix.length) : local}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
