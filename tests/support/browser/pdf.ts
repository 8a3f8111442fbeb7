import { inflateSync } from 'node:zlib';

export interface PdfText {
  /** The words of each page, as a reader copies them, without spaces. */
  pages: string[];
  /** Width and height in millimetres of each page. */
  sizes: { width: number; height: number }[];
}

interface PdfObject {
  head: string;
  stream: Buffer | null;
}

/** Reads the text of a PDF file as Chromium writes it: plain objects, glyph numbers with tables to Unicode. */
export function readPdf(file: Buffer): PdfText {
  const objects = readObjects(file);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return {
    pages: pages.map((page) => pageText(page, objects)),
    sizes: pages.map(({ head }) => {
      const [width = 0, height = 0] = (/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head) ?? [])
        .slice(1)
        .map((points) => Math.round((Number(points) / 72) * 25.4));
      return { width, height };
    }),
  };
}

function readObjects(file: Buffer): Map<string, PdfObject> {
  const text = file.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/g)) {
    const [, id = '', body = ''] = match;
    const start = /stream\r?\n/.exec(body);
    const head = start ? body.slice(0, start.index) : body;
    found.set(id, { head, stream: start ? streamOf(head, body, start.index + start[0].length) : null });
  }
  return found;
}

function streamOf(head: string, body: string, from: number): Buffer {
  const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
  const bytes = Buffer.from(body.slice(from, from + length), 'latin1');
  return head.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
}

function pageText(page: PdfObject, objects: Map<string, PdfObject>): string {
  const fonts = new Map<string, Map<number, string>>();
  for (const [, name = '', id = ''] of (/\/Font <<([\s\S]*?)>>/.exec(page.head)?.[1] ?? '').matchAll(
    /\/(\S+) (\d+) 0 R/g,
  )) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
    fonts.set(name, unicodeTable(objects.get(table ?? '')?.stream?.toString('latin1') ?? ''));
  }
  const content = /\/Contents (\d+) 0 R/.exec(page.head)?.[1] ?? '';
  return shownText(objects.get(content)?.stream?.toString('latin1') ?? '', fonts);
}

function unicodeTable(source: string): Map<number, string> {
  const table = new Map<number, string>();
  const character = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le').normalize('NFKC');
  for (const [, block = ''] of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<(\w+)> <(\w+)>/g)) {
      table.set(Number.parseInt(from, 16), character(to));
    }
  }
  for (const [, block = ''] of source.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', to = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const [start, end] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      for (let glyph = start; glyph <= end; glyph += 1) {
        const code = Number.parseInt(to, 16) + glyph - start;
        table.set(glyph, String.fromCodePoint(code).normalize('NFKC'));
      }
    }
  }
  return table;
}

function shownText(content: string, fonts: Map<string, Map<number, string>>): string {
  let table = new Map<number, string>();
  let text = '';
  for (const [, font, hex] of content.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (font !== undefined) table = fonts.get(font) ?? new Map();
    for (const [glyph] of (hex ?? '').matchAll(/.{4}/g)) text += table.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return text.replace(/\s/g, '');
}
