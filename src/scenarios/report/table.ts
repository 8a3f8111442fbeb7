/** Lines of a table whose columns stand below each other although Chinese characters are twice as wide as others. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) as number) > 0x2e7f ? 2 : 1), 0);
}
