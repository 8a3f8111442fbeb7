/** Longest text that a cell holds. */
const maxCellLength = 32_767;

/**
 * A value for a cell of a spreadsheet. Text stays text: what a spreadsheet program could take for a formula, once the file
 * is saved as CSV and opened again, gets an apostrophe in front; a telephone number such as `+86 531` does not.
 */
export function safeCell<Value>(value: Value): Value | string {
  if (typeof value !== 'string') return value;
  const text = [...value.replace(/\r\n?/g, '\n')]
    .filter(isAllowed)
    .join('')
    .slice(0, maxCellLength - 1);
  const isNumber = /^[+-][\d\s().-]+$/.test(text);
  return /^\s*[=+\-@]/.test(text) && !isNumber ? `'${text}` : text;
}

/** XML 1.0 has no control characters but tab and line feed, and no half of a surrogate pair. */
function isAllowed(letter: string): boolean {
  const code = letter.codePointAt(0) as number;
  if (code < 32) return code === 9 || code === 10;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
