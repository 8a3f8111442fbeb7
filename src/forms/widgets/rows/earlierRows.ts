/** The rows of a table in the data; none when it has no list. */
export function earlierRows(name: string, variables: Record<string, unknown>): unknown[] {
  const rows = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return Array.isArray(rows) ? rows : [];
}
