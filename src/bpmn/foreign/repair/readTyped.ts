import type { Names } from './namespaces.js';
import {
  type Property,
  type Role,
  roleOf,
  schemaInstance,
  type TypeDescriptor,
  typeNamed,
  typeNameOf,
} from './schema.js';
import { detach, elementsIn, everyElement, localName, textIn, type XmlElement } from './xmlTree.js';

/** An element of a file that the reader knows. */
export interface TypedElement {
  element: XmlElement;
  type: TypeDescriptor;
}

/** Another element's id as the text of an element of its own. */
export interface ReferenceElement {
  owner: TypedElement;
  element: XmlElement;
  property: Property;
}

/** Something that can't be kept as it stands; `kept`: what became of it, null where it is gone. */
export interface Misfit {
  owner: XmlElement;
  found: string;
  kept: string | null;
}

/** What becomes of markup where only text may stand. */
const onlyText = '只保留其中的文字';

export interface TypedFile {
  elements: TypedElement[];
  references: ReferenceElement[];
  misfits: Misfit[];
}

/**
 * Finds what each element of a file stands for. What may not stand where it does would be left out by the reader without a
 * word: it is put where it may stand, or taken out and named.
 * @returns null for what is no diagram
 */
export function readTyped(root: XmlElement, names: Names): TypedFile | null {
  const type = typeNamed(typeNameOf({ ...names.of(root), local: 'Definitions' }) ?? '');
  if (!type || localName(root.name) !== 'definitions') return null;
  const file: TypedFile = { elements: [], references: [], misfits: [] };
  const open: TypedElement[] = [{ element: root, type }];
  for (let next = open.pop(); next; next = open.pop()) {
    file.elements.push(next);
    removeMisplacedAttributes(next, names, file);
    open.push(...readChildren(next, names, file).reverse());
  }
  return file;
}

function readChildren(owner: TypedElement, names: Names, file: TypedFile): TypedElement[] {
  const inside: TypedElement[] = [];
  const seen = new Map<string, XmlElement>();
  const tell = (found: string, kept: string | null) =>
    file.misfits.push({ owner: owner.element, found, kept });
  for (const child of elementsIn(owner.element)) {
    const role = roleOf(owner.type, names.of(child), explicitType(child, names));
    if (role.kind === 'misplaced') {
      const found = describe(child);
      tell(found, place(child, owner, names));
      continue;
    }
    if (role.kind === 'foreign') continue;
    const first = seen.get(role.property.name);
    if (first && !role.property.isMany) {
      const kept = merge(first, child, role);
      tell(`第二个 ${kept === null ? describe(child) : `<${child.name}>`}`, kept);
      continue;
    }
    seen.set(role.property.name, child);
    if (role.kind === 'typed') inside.push({ element: child, type: role.type });
    else if (elementsIn(child).length > 0) {
      tell(describe(child), onlyText);
      child.children = [wholeText(child)];
    }
    if (role.kind === 'reference') file.references.push({ owner, element: child, property: role.property });
  }
  if (!owner.type.bodyProperty && textIn(owner.element).trim() !== '') {
    tell(`文字「${textIn(owner.element).trim().slice(0, 80)}」`, null);
    owner.element.children = owner.element.children.filter((child) => typeof child !== 'string');
  }
  return inside;
}

/** What must be an element can't be an attribute; the writer would fail on it. */
function removeMisplacedAttributes({ element, type }: TypedElement, names: Names, file: TypedFile): void {
  for (const [name, value] of element.attributes) {
    const { uri, local } = names.ofAttribute(name, element);
    const isOwn = uri === null || uri === names.of(element).uri;
    const property = isOwn ? type.propertiesByName[local] : undefined;
    if (!property || property.isAttr || property.isReference || typeNamed(property.type) === null) continue;
    element.attributes.delete(name);
    file.misfits.push({ owner: element, found: `属性 ${name}="${value.slice(0, 80)}"`, kept: null });
  }
}

function explicitType(element: XmlElement, names: Names): string | null {
  for (const [name, value] of element.attributes) {
    const { uri, local } = names.ofAttribute(name, element);
    if (uri === schemaInstance && local === 'type') return typeNameOf(names.inValue(value.trim(), element));
  }
  return null;
}

/** Keeps what may not stand directly in an element: as text where that is all it holds, else with the extensions. */
function place(child: XmlElement, { element, type }: TypedElement, names: Names): string | null {
  if (type.bodyProperty) {
    element.children[element.children.indexOf(child)] = wholeText(child);
    return onlyText;
  }
  const isForeign = typeNameOf(names.of(child)) === null;
  detach(child);
  if (!isForeign || !type.propertiesByName.extensionElements || !mayHold(type)) return null;
  extensionsOf(element).children.push(child);
  child.parent = extensionsOf(element);
  return '移到扩展内容里';
}

function mayHold(type: TypeDescriptor): boolean {
  return 'bpmn:BaseElement' in type.allTypesByName;
}

function extensionsOf(element: XmlElement): XmlElement {
  const [own] = elementsIn(element).filter(({ name }) => localName(name) === 'extensionElements');
  if (own) return own;
  const prefix = element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':') + 1) : '';
  const made: XmlElement = {
    name: `${prefix}extensionElements`,
    attributes: new Map(),
    children: [],
    parent: element,
  };
  element.children.unshift(made);
  return made;
}

/** What stands twice and may only once: extensions are put together, of anything else the first counts. */
function merge(first: XmlElement, second: XmlElement, role: Role): string | null {
  detach(second);
  if (role.kind !== 'typed' || role.type.name !== 'bpmn:ExtensionElements') return null;
  for (const child of second.children) if (typeof child !== 'string') child.parent = first;
  first.children.push(...second.children);
  return '与第一个合并';
}

/** An element with the names of all that stands in it. */
function describe(element: XmlElement): string {
  const counts = new Map<string, number>();
  for (const { name } of everyElement(element)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const inside = [...counts]
    .map(([name, count]): [string, number] => [name, name === element.name ? count - 1 : count])
    .filter(([, count]) => count > 0)
    .map(([name, count]) => (count === 1 ? `<${name}>` : `<${name}> ${count} 个`));
  return inside.length === 0 ? `<${element.name}>` : `<${element.name}>（内有 ${inside.join('、')}）`;
}

/** Elements of formatted text that begin a line. */
const lines = new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** All text in an element, in the lines that formatted text has. */
function wholeText(element: XmlElement): string {
  const parts: string[] = [];
  const open: (XmlElement | string)[] = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    const isLine = lines.has(localName(next.name).toLowerCase()) && /\S$/.test(parts.at(-1) ?? '');
    if (isLine) parts.push('\n');
    open.push(...[...next.children].reverse());
  }
  return parts.join('');
}
