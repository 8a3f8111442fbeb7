const escapePattern: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/**
 * The text inside the quotes of a string literal with its escapes read (grammar rules 35, 64):
 * \n \r \t \" \' \\, \uXXXX, \UXXXXXX. An unknown escape stays as it is written.
 */
export function unescapeString(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/g,
    (whole: string, four?: string, six?: string, braced?: string, sign?: string) => {
      if (sign !== undefined) return escapePattern[sign] ?? whole;
      const code = Number.parseInt((four ?? six ?? braced)!, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** A name as it is looked up: one space between parts, none around signs (`a - b` and `a-b` are one name). */
export function normalizeName(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([./\-'+*^]) ?/g, '$1');
}
