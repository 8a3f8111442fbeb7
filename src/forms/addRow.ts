type Data = Record<string, unknown>;

/**
 * The data with one more empty row in the table at `path` (`contacts`, or a table inside a row: `organization.0.positions`):
 * what the button 添加一行 does without JavaScript. A path that leads nowhere changes nothing.
 */
export function addRow(data: Data, path: string): Data {
  return grow(data, path.split('.')) as Data;
}

function grow(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return [...(Array.isArray(value) ? value : []), {}];
  if (Array.isArray(value)) {
    return value.map((row, index) => (String(index) === name ? grow(row, rest) : row));
  }
  if (value === null || typeof value !== 'object' || (rest.length > 0 && !Object.hasOwn(value, name))) {
    return value;
  }
  const child = Object.hasOwn(value, name) ? (value as Data)[name] : undefined;
  return { ...value, [name]: grow(child, rest) };
}
