const halfWidthSigns = new Map([
  ['＞', '>'],
  ['＜', '<'],
  ['＝', '='],
  ['＋', '+'],
  ['－', '-'],
  ['＊', '*'],
  ['／', '/'],
  ['（', '('],
  ['）', ')'],
  ['［', '['],
  ['］', ']'],
  ['，', ','],
  ['．', '.'],
  ['！', '!'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
]);

/** The expression with full-width signs replaced by FEEL's; quoted texts keep theirs. */
export function toHalfWidth(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|“([^“”"]*)”|[＞＜＝＋－＊／（）［］，．！≥≤≠]/g,
    (found: string, quoted?: string) =>
      quoted === undefined ? (halfWidthSigns.get(found) ?? found) : `"${quoted}"`,
  );
}
