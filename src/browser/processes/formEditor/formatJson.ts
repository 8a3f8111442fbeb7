const width = 110;

/** JSON as the delivered files are written: a list of plain values on one line where it fits, so that versions compare well. */
export function formatJson(value: unknown): string {
  return `${textOf(value, '', 0)}\n`;
}

/** `used`: how much of the line is taken before the value. */
function textOf(value: unknown, indent: string, used: number): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const isPlain = value.every((item) => typeof item !== 'object' || item === null);
    if (isPlain && used + line.length <= width) return line;
    return `[\n${value.map((item) => inner + textOf(item, inner, inner.length + 1)).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, one]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + textOf(one, inner, start.length + 1);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
