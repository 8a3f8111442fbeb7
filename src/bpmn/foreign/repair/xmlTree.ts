import { Parser } from 'saxen';

/** An element of any XML file as it stands there, with its text as it is indented. */
export interface XmlElement {
  /** With its prefix, as in the file. */
  name: string;
  /** With their prefixes; declarations of namespaces too. */
  attributes: Map<string, string>;
  children: (XmlElement | string)[];
  parent: XmlElement | null;
}

/** No readable XML; the message is of the parser. */
export class XmlFault extends Error {}

type Decode = (text: string) => string;

/**
 * Reads XML without knowing what it says. Comments and processing instructions are left out.
 * @returns the first element, and where the parser could not read all of it
 * @throws {XmlFault}
 */
export function readXml(source: string): { root: XmlElement; unread: string[] } {
  const document: XmlElement = { name: '', attributes: new Map(), children: [], parent: null };
  const unread: string[] = [];
  let open = document;
  const parser = new Parser();
  parser.on('openTag', (name: string, attributes: () => Record<string, string> | false, decode: Decode) => {
    const read = Object.entries(attributes() || {}).map(([key, value]): [string, string] => [
      key,
      decode(value),
    ]);
    const element: XmlElement = { name, attributes: new Map(read), children: [], parent: open };
    open.children.push(element);
    open = element;
  });
  parser.on('closeTag', () => {
    open = open.parent ?? document;
  });
  parser.on('text', (text: string, decode: Decode) => void open.children.push(decode(text)));
  parser.on('cdata', (text: string) => void open.children.push(text));
  parser.on('warn', (_fault: Error, where: () => { line: number; data: string }) => {
    const { line, data } = where();
    unread.push(`第 ${line + 1} 行 ${data.trim().slice(0, 80)}`);
  });
  parser.on('error', ({ message }: Error) => {
    throw new XmlFault(message);
  });
  parser.parse(source);
  const [root] = elementsIn(document);
  if (!root) throw new XmlFault('no element');
  root.parent = null;
  return { root, unread };
}

export function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

/** The text directly in an element. */
export function textIn({ children }: XmlElement): string {
  return children.filter((child) => typeof child === 'string').join('');
}

/** The element and all within it, parents first. */
export function* everyElement(root: XmlElement): Generator<XmlElement> {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    yield element;
    open.push(...elementsIn(element).reverse());
  }
}

/** Takes an element out of its parent. */
export function detach(element: XmlElement): void {
  const siblings = element.parent?.children;
  siblings?.splice(siblings.indexOf(element), 1);
  element.parent = null;
}

/** The part of a name after its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Null: without. */
export function prefixOf(name: string): string | null {
  const colon = name.indexOf(':');
  return colon < 0 ? null : name.slice(0, colon);
}

/** The XML of a tree, which declares UTF-8. */
export function writeXml(root: XmlElement): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  const open: (XmlElement | string)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    const { name, attributes, children } = next;
    const written = [...attributes].map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('');
    parts.push(`<${name}${written}${children.length === 0 ? '/>' : '>'}`);
    if (children.length === 0) continue;
    open.push(`</${name}>`);
    for (const child of [...children].reverse())
      open.push(typeof child === 'string' ? escapeXml(child) : child);
  }
  return parts.join('');
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => signs[sign] as string);
}

/** Line ends too: a reader takes those written out for blanks. */
function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (sign) => signs[sign] ?? `&#${sign.charCodeAt(0)};`);
}
