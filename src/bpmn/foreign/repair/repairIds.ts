import type { Names } from './namespaces.js';
import type { TypedElement, TypedFile } from './readTyped.js';
import type { Property } from './schema.js';
import { detach, localName, textIn, type XmlElement } from './xmlTree.js';

/** An element with the id that it came with and the one that it has now. */
interface Holder extends TypedElement {
  id: string;
}

/** What was done to the ids of a file. */
export interface IdRepair {
  renamed: { element: XmlElement; from: string; to: string; isDrawing: boolean }[];
  /** References to what the file does not hold. */
  dangling: { owner: XmlElement; property: string; id: string }[];
}

/** What a drawing may show, of several elements with one id. */
const drawnTypes = [
  'FlowElement',
  'Lane',
  'Participant',
  'MessageFlow',
  'Artifact',
  'Process',
  'Collaboration',
].map((type) => `bpmn:${type}`);

/** An id as XML has it (NCName), in the letters that the reader takes. */
const legalId = /^[A-Za-z_][\w.-]*$/;

/**
 * Gives what has an id that can't stay, or one that another element has already, an id of its own, and rewrites every
 * reference to it: which attributes and elements are references is what the schema says. A name with a prefix
 * (`tns:message`) is a reference too. References to nothing are taken out and named.
 */
export function repairIds(file: TypedFile, names: Names): IdRepair {
  const holders = new Map<string, Holder[]>();
  const repair: IdRepair = { renamed: [], dangling: [] };
  giveLegalIds(file.elements, holders, repair);
  const newId: NewId = (value, type, isOnlyOfType = false) => {
    const found = holders.get(value) ?? holders.get(localName(value)) ?? [];
    const types = type === 'bpmn:BaseElement' ? drawnTypes : [type];
    const ofType = found.find((one) => types.some((name) => name in one.type.allTypesByName));
    return (ofType ?? (isOnlyOfType ? undefined : found[0]))?.id ?? null;
  };
  for (const { owner, element, property } of file.references) {
    const id = textIn(element).trim();
    const now = newId(id, property.type);
    if (now !== null) element.children = [now];
    else {
      detach(element);
      repair.dangling.push({ owner: owner.element, property: localName(property.name), id });
    }
  }
  for (const typed of file.elements) rewriteAttributes(typed, names, newId, repair);
  return repair;
}

function giveLegalIds(elements: TypedElement[], holders: Map<string, Holder[]>, repair: IdRepair): void {
  const idOf = ({ element, type }: TypedElement) =>
    type.idProperty ? element.attributes.get('id')?.trim() : undefined;
  const taken = new Set(elements.flatMap((one) => idOf(one) ?? []));
  for (const typed of elements) {
    const from = idOf(typed);
    if (from === undefined) continue;
    const others = holders.get(from) ?? [];
    const to = legalId.test(from) && others.length === 0 ? from : freeId(from, taken);
    taken.add(to);
    holders.set(from, [...others, { ...typed, id: to }]);
    const { element, type } = typed;
    element.attributes.set('id', to);
    if (to !== from) repair.renamed.push({ element, from, to, isDrawing: !type.name.startsWith('bpmn:') });
  }
}

/** An id like the one that can't stay, in legal letters. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  const plain = id.replaceAll(/[^\w.-]+/g, '_').replaceAll(/^_+|_+$/g, '');
  const start = plain === '' ? 'id' : /^[A-Za-z]/.test(plain) ? plain : `_${plain}`;
  let free = start;
  for (let count = 2; taken.has(free); count += 1) free = `${start}_${count}`;
  return free;
}

type NewId = (value: string, type: string, isOnlyOfType?: boolean) => string | null;

function rewriteAttributes(
  { element, type }: TypedElement,
  names: Names,
  newId: NewId,
  repair: IdRepair,
): void {
  for (const [name, value] of element.attributes) {
    const { uri, local } = names.ofAttribute(name, element);
    const property = type.propertiesByName[local];
    const isOwn = uri === null || uri === names.of(element).uri;
    if (!property || !isOwn) continue;
    if (local === 'calledElement') element.attributes.set(name, calledId(value, newId));
    if (!property.isReference) continue;
    const ids = property.isMany ? idsIn(value, property, newId) : [value.trim()];
    const found = ids.flatMap((id) => newId(id, property.type) ?? []);
    if (found.length > 0) element.attributes.set(name, found.join(' '));
    else element.attributes.delete(name);
    for (const id of ids.filter((one) => newId(one, property.type) === null))
      repair.dangling.push({ owner: element, property: local, id });
  }
}

/** A called process may lie in another file. */
function calledId(value: string, newId: NewId): string {
  return newId(value.trim(), 'bpmn:Process', true) ?? value;
}

function idsIn(value: string, { type }: Property, newId: NewId): string[] {
  if (newId(value.trim(), type) !== null) return [value.trim()];
  return value.trim().split(/\s+/);
}
