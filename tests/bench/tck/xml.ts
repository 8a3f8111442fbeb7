import { Parser } from 'saxen';

export interface Element {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** The document's first element, with names without prefixes; comments are left out. */
export function readXml(source: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser();
  parser.on(
    'openTag',
    (name: string, attributes: () => Record<string, string>, decode: (text: string) => string) => {
      const read = Object.entries(attributes()).map(([key, value]) => [withoutPrefix(key), decode(value)]);
      const element = {
        name: withoutPrefix(name),
        attributes: Object.fromEntries(read),
        children: [],
        text: '',
      };
      open.at(-1)!.children.push(element);
      open.push(element);
    },
  );
  parser.on('closeTag', () => void open.pop());
  parser.on('text', (text: string, decode: (text: string) => string) => {
    open.at(-1)!.text += decode(text);
  });
  parser.on('cdata', (text: string) => {
    open.at(-1)!.text += text;
  });
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.parse(source);
  return root.children[0] ?? root;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((one) => one.name === name);
}

export function children(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}
