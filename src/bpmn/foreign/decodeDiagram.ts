/** Text of a diagram file, or why it can't be read. */
export type DecodedDiagram =
  /** `encoding`: what it was read as, where the file says otherwise. */
  { xml: string; refusal: null; encoding: string | null } | { xml: null; refusal: string };

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
 * declaration names (GBK, GB18030, ISO-8859-1 …). A declaration that can't be true goes unheeded: text declared as GBK
 * that is UTF-8, and the reverse. The text then declares UTF-8.
 */
export function decodeDiagram(bytes: Uint8Array): DecodedDiagram {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refused('这是压缩文件（例如 .vsdx、.bpm），请在原工具里导出 BPMN 2.0（.bpmn）。');
  const declared = declaredEncoding(bytes);
  if (!isKnown(declared)) return refused(`不认识文件声明的编码 ${declared}。`);
  const encoding = trueEncoding(bytes, declared);
  const text = encoding && decoded(bytes, encoding);
  if (!encoding || text === null)
    return refused(`文件的内容不符合它声明的编码 ${declared}，请以 UTF-8 重新保存。`);
  const xml = text.replace(encodingDeclaration, '$1UTF-8$3');
  const other = otherFormats.find(([pattern]) => pattern.test(xml.slice(0, 4000)));
  return other
    ? refused(other[1])
    : { xml, refusal: null, encoding: encoding === declared ? null : encoding };
}

function declaredEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = encodingDeclaration.exec(head)?.[2] ?? 'utf-8';
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

/** What the bytes are: the encoding declared, unless they show that it is another one; null for none that fits. */
function trueEncoding(bytes: Uint8Array, declared: string): string | null {
  const isUtf8 = /^utf-?8$/i.test(declared);
  if (/^utf-16/.test(declared)) return declared;
  if (!isUtf8 && isChineseInUtf8(bytes)) return 'UTF-8';
  if (decoded(bytes, declared) !== null) return declared;
  return isUtf8 && isSimplifiedChinese(bytes) ? 'GB18030' : null;
}

/** A Chinese character takes three bytes in UTF-8; text of another encoding hardly ever looks so throughout. */
function isChineseInUtf8(bytes: Uint8Array): boolean {
  return /\p{Script=Han}/u.test(decoded(bytes, 'utf-8') ?? '');
}

/** Whether what is not ASCII stands in pairs, as GB 2312 has it; single letters with accents, of Latin-1, do not. */
function isSimplifiedChinese(bytes: Uint8Array): boolean {
  let [pairs, others] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] as number) < 0x80) continue;
    if ((bytes[at] as number) >= 0xa1 && (bytes[at + 1] ?? 0) >= 0xa1) pairs += 1;
    else others += 1;
    at += 1;
  }
  return others * 10 <= pairs && decoded(bytes, 'gb18030') !== null;
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Null for bytes that this encoding does not have. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function refused(refusal: string): DecodedDiagram {
  return { xml: null, refusal };
}
