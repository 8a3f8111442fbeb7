import { knownPrefixes, schemaInstance } from './schema.js';
import { everyElement, localName, prefixOf, type XmlElement } from './xmlTree.js';

/** A name with its namespace; null: in none. */
export interface QualifiedName {
  uri: string | null;
  local: string;
}

/** Prefixes in force at an element, with their namespaces; the default one under ''. */
type Scope = ReadonlyMap<string, string>;

/** Names of the elements of a file with the namespaces in which they stand. */
export class Names {
  private readonly scopes = new Map<XmlElement, Scope>();

  /** Of an element. */
  of(element: XmlElement): QualifiedName {
    return this.resolve(element.name, element, this.scopeAt(element).get('') ?? null);
  }

  /** Of an attribute; without a prefix it stands in no namespace. */
  ofAttribute(name: string, element: XmlElement): QualifiedName {
    return this.resolve(name, element, null);
  }

  /** Of a name in a value, such as that of `xsi:type`. */
  inValue(name: string, element: XmlElement): QualifiedName {
    return this.resolve(name, element, this.scopeAt(element).get('') ?? null);
  }

  scopeAt(element: XmlElement): Scope {
    const known = this.scopes.get(element);
    if (known) return known;
    const around = element.parent ? this.scopeAt(element.parent) : new Map<string, string>();
    // Nobody may take a prefix back (Namespaces in XML 1.0, 2.2): one declared as nothing is not declared.
    const own = declarationsOf(element).filter(([prefix, uri]) => prefix === '' || uri !== '');
    const scope = own.length === 0 ? around : new Map([...around, ...own]);
    this.scopes.set(element, scope);
    return scope;
  }

  private resolve(name: string, element: XmlElement, inherited: string | null): QualifiedName {
    const prefix = prefixOf(name);
    const local = localName(name);
    if (prefix === null) return { uri: inherited || null, local };
    const declared = this.scopeAt(element).get(prefix);
    return { uri: declared ?? wellKnown.get(prefix) ?? `urn:undeclared:${prefix}`, local };
  }
}

/** Prefixes that a file may use without declaring them, because everybody knows what they mean. */
const wellKnown = new Map([...knownPrefixes].map(([uri, prefix]) => [prefix, uri]));

function declarationsOf({ attributes }: XmlElement): [string, string][] {
  return [...attributes].flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', value]];
    return name.startsWith('xmlns:') ? [[name.slice(6), value]] : [];
  });
}

/**
 * Rewrites prefixes so that each stands for one namespace in the whole file and each namespace has one, declared at the
 * beginning; the reader and the editor take those that they know for granted and mix up the rest. A file where this is so
 * already stays as it is.
 * @returns whether anything was rewritten
 */
export function unifyPrefixes(root: XmlElement, names: Names): boolean {
  if (isPlain(root, names)) return false;
  const prefixes = choosePrefixes(root);
  const prefixFor = (uri: string) => prefixes.get(uri) ?? wanted(uri, '', prefixes);
  const renamed = [...everyElement(root)].map((element) => ({
    element,
    name: qualified(names.of(element), prefixFor),
    attributes: new Map(
      [...element.attributes]
        .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
        .map(([name, value]): [string, string] => attributeOf(name, value, element, names, prefixFor)),
    ),
  }));
  for (const { element, name, attributes } of renamed) Object.assign(element, { name, attributes });
  const declarations = [...prefixes].map(([uri, prefix]): [string, string] => [`xmlns:${prefix}`, uri]);
  root.attributes = new Map([...declarations.filter(([name]) => name !== 'xmlns:xml'), ...root.attributes]);
  return true;
}

function attributeOf(
  name: string,
  value: string,
  element: XmlElement,
  names: Names,
  prefixFor: (uri: string) => string,
): [string, string] {
  const { uri, local } = names.ofAttribute(name, element);
  const isType = uri === schemaInstance && local === 'type';
  return [
    uri === null ? local : `${prefixFor(uri)}:${local}`,
    isType ? qualified(names.inValue(value.trim(), element), prefixFor) : value,
  ];
}

function qualified({ uri, local }: QualifiedName, prefixFor: (uri: string) => string): string {
  return uri === null ? local : `${prefixFor(uri)}:${local}`;
}

/** Whether no prefix means two things, no namespace has two, none is left open, and the default one is that of the root. */
function isPlain(root: XmlElement, names: Names): boolean {
  const uris = new Map<string, string>();
  const prefixes = new Map<string, string>();
  for (const element of everyElement(root)) {
    for (const [prefix, uri] of declarationsOf(element)) {
      const isMixed =
        (uris.get(prefix) ?? wellKnown.get(prefix) ?? uri) !== uri ||
        (prefixes.get(uri) ?? prefix) !== prefix;
      if (isMixed || uri === '' || (prefix === '' && element !== root)) return false;
      uris.set(prefix, uri);
      prefixes.set(uri, prefix);
    }
    const scope = names.scopeAt(element);
    const used = [element.name, ...element.attributes.keys()].flatMap((name) => prefixOf(name) ?? []);
    if (used.some((prefix) => prefix !== 'xmlns' && prefix !== 'xml' && !scope.has(prefix))) return false;
  }
  return true;
}

/** One prefix for each namespace that the file declares: the first one in the file that is free. */
function choosePrefixes(root: XmlElement): Map<string, string> {
  const prefixes = new Map<string, string>();
  for (const element of everyElement(root)) {
    for (const [prefix, uri] of declarationsOf(element)) {
      if (uri !== '' && !prefixes.has(uri)) wanted(uri, prefix, prefixes);
    }
  }
  return prefixes;
}

function wanted(uri: string, prefix: string, prefixes: Map<string, string>): string {
  const isFree = (one: string) =>
    ![...prefixes.values()].includes(one) && (wellKnown.get(one) ?? uri) === uri;
  const start = prefix || knownPrefixes.get(uri) || prefixOfUndeclared(uri);
  let free = start;
  for (let count = 2; !isFree(free); count += 1) free = `${start}${count}`;
  prefixes.set(uri, free);
  return free;
}

/** A prefix made of a namespace that has none: its last word. */
function prefixOfUndeclared(uri: string): string {
  const [word = 'other'] = /[a-z][a-z0-9]*$/i.exec(uri.replace(/[^a-z0-9]+$/i, '')) ?? [];
  return word.toLowerCase().startsWith('xml') ? 'other' : word;
}
