/** The rows that a table has in the data. */
export function earlierRows(name: string, variables: Record<string, unknown>): unknown[] {
  const rows = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return Array.isArray(rows) ? rows : [];
}
