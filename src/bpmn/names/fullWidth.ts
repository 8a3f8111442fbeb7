const plain = new Map([
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

/** The expression with signs as FEEL has them; texts in quotes stay. The same text when there is nothing to mend. */
export function withPlainSigns(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|“([^“”"]*)”|[＞＜＝＋－＊／（）［］，．！≥≤≠]/g,
    (found: string, quoted?: string) => (quoted === undefined ? (plain.get(found) ?? found) : `"${quoted}"`),
  );
}
