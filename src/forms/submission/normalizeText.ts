/** Longest text that is read; longer ones are an attack, not an entry. */
export const maxValueLength = 200_000;

// Control characters but tab and newline, bidirectional overrides (they can make a text read as another) and lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused
const refusedCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Trimmed, with plain newlines. */
export function normalizeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** One line: newlines and tabs become spaces. */
export function normalizeLine(text: string): string {
  return normalizeText(text).replace(/[\n\t]+/g, ' ');
}

/** Full-width digits, letters and signs (Chinese input methods type them) as ASCII. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

export function hasRefusedCharacters(text: string): boolean {
  return text.search(refusedCharacters) >= 0;
}

export function withoutRefusedCharacters(text: string): string {
  return text.replace(refusedCharacters, '');
}
