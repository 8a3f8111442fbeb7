import { asciiIds } from './asciiIds.js';

/** Text of a diagram file, or why it can't be read. */
export type DecodedDiagram = { xml: string; refusal: null } | { xml: null; refusal: string };

const encodingDeclaration = /^(\s*<\?xml[^>]*encoding\s*=\s*["'])([^"']+)(["'])/i;

/** Files that people take for BPMN, by what they begin with. */
const otherFormats: [RegExp, string][] = [
  [
    /^[^<]*(<\?xml[^>]*>\s*)?<mxfile/i,
    '这是 draw.io 的图（mxfile），里面没有流程信息，请重新画成 BPMN，或从原工具导出 BPMN 2.0。',
  ],
  [/<(\w+:)?Package\b[^>]*xpdl/i, '这是 XPDL 文件，请在原工具里导出 BPMN 2.0（.bpmn）。'],
  [/<VisioDocument/i, '这是 Visio 的图，请在 Visio 里导出 BPMN 2.0（.bpmn）。'],
];

/**
 * Reads the bytes of a diagram as other tools write them: UTF-8 with or without a mark, UTF-16, or the encoding that the
 * declaration names (GBK, GB18030, ISO-8859-1 …). The text then declares UTF-8, and its ids are in plain letters.
 */
export function decodeDiagram(bytes: Uint8Array): DecodedDiagram {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refused('这是压缩文件（例如 .vsdx、.bpm），请在原工具里导出 BPMN 2.0（.bpmn）。');
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const xml = text.replace(encodingDeclaration, '$1UTF-8$3');
    const other = otherFormats.find(([pattern]) => pattern.test(xml.slice(0, 4000)));
    return other ? refused(other[1]) : { xml: asciiIds(xml), refusal: null };
  } catch (error) {
    if (error instanceof RangeError) return refused(`不认识文件声明的编码 ${encoding}。`);
    return refused(`文件的内容不符合它声明的编码 ${encoding}，请以 UTF-8 重新保存。`);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = encodingDeclaration.exec(head)?.[2] ?? 'utf-8';
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function refused(refusal: string): DecodedDiagram {
  return { xml: null, refusal };
}
