const firstWide = 0x2e80;
/** A Chinese character is as wide as it is high, a Latin one about 0.62 of it. */
const narrow = 0.62;

/** The width of a drawn text. */
export function widthOf(text: string, fontSize: number): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) as number) >= firstWide ? 1 : narrow;
  return width * fontSize;
}

/** The text, shortened to a width. */
export function shortened(text: string, room: number, fontSize: number): string {
  if (widthOf(text, fontSize) <= room) return text;
  const letters = [...text].slice(0, Math.ceil(room / (narrow * fontSize)));
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, fontSize) > room) letters.pop();
  return `${letters.join('')}…`;
}

/** Names, wrapped into lines of a width. */
export function linesOfNames(names: readonly string[], room: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    const joined = last === undefined ? name : `${last}、${name}`;
    if (last !== undefined && widthOf(joined, fontSize) <= room) lines[lines.length - 1] = joined;
    else lines.push(shortened(name, room, fontSize));
  }
  return lines;
}
