/** U+FFFD, which decoders put where bytes are no text. */
const replacement = '\uFFFD';

/** Whether both databases can keep the text: PostgreSQL has no U+0000, and a lone surrogate has no UTF-8. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The text with U+FFFD for what can't be kept: a search with it finds nothing. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', replacement);
}

/** The same for every name and text in a value that came as JSON, from a query or a body. */
export function storableValue<Value>(value: Value): Value {
  return mapTexts(value, storableText) as Value;
}

/** Whether every name and text in a value can be kept. */
export function holdsStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([name, part]) => isStorable(name) && holdsStorable(part));
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, change));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [change(name), mapTexts(part, change)]),
  );
}
