const [slash, greater, mark, question] = [...Buffer.from('/>!?')] as [number, number, number, number];
const quotes = new Set(Buffer.from(`"'`));

/** What begins so ends so, whatever stands between. */
const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const;

/**
 * The tag that begins at a position of XML.
 * @returns where it ends (behind the last byte, when it breaks off), and by how much it changes the depth: 1, 0 or -1
 */
export function readTag(content: Buffer, at: number): { end: number; opens: -1 | 0 | 1 } {
  const kind = content[at + 1];
  if (kind === question) return { end: endOf(content, '?>', at + 2), opens: 0 };
  for (const [begin, end] of kind === mark ? sections : []) {
    if (content.toString('latin1', at, at + begin.length) === begin)
      return { end: endOf(content, end, at + begin.length), opens: 0 };
  }
  const last = closingBracket(content, at + 1);
  const end = Math.min(last + 1, content.length);
  if (kind === mark) return { end, opens: 0 };
  if (kind === slash) return { end, opens: -1 };
  return { end, opens: content[last - 1] === slash ? 0 : 1 };
}

function endOf(content: Buffer, words: string, from: number): number {
  const found = content.indexOf(words, from);
  return found < 0 ? content.length : found + words.length;
}

/** The bracket that closes a tag: one in a quoted value does not. */
function closingBracket(content: Buffer, from: number): number {
  for (let at = from, quote = 0; at < content.length; at += 1) {
    const byte = content[at] as number;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === greater) return at;
    else if (quotes.has(byte)) quote = byte;
  }
  return content.length;
}
