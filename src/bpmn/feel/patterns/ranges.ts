/** A set of code points as sorted, separate ranges. */
export type CodePoints = readonly (readonly [from: number, to: number])[];

const LAST = 0x10ffff;

/** Sorts and joins. */
export function normalize(ranges: CodePoints): CodePoints {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function complement(set: CodePoints): CodePoints {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of normalize(set)) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

/** What is in the first and not in the second. */
export function subtract(set: CodePoints, less: CodePoints): CodePoints {
  return complement([...complement(set), ...less]);
}

const cache = new Map<string, CodePoints>();
let everything: string | null = null;

/** All code points of a general category (`Lu`, `P`), as the runtime's own tables have them. */
export function ofCategory(name: string): CodePoints {
  const known = cache.get(name);
  if (known) return known;
  everything ??= allCodePoints();
  const ranges: [number, number][] = [];
  let at = 0;
  for (const match of everything.matchAll(new RegExp(`\\p{${name}}+`, 'gu'))) {
    at = everything.codePointAt(match.index)!;
    const last = match.index + match[0].length;
    const low = everything.charCodeAt(last - 1);
    const end = low >= 0xdc00 && low <= 0xdfff ? everything.codePointAt(last - 2)! : low;
    ranges.push([at, end]);
  }
  const set = normalize(ranges);
  cache.set(name, set);
  return set;
}

/** Surrogates are left out: no text that is well-formed has one. */
function allCodePoints(): string {
  const parts: string[] = [];
  for (let from = 0; from <= LAST; from += 0x800) {
    if (from === 0xd800) continue;
    const codes = Array.from({ length: 0x800 }, (_, index) => from + index);
    parts.push(String.fromCodePoint(...codes));
  }
  return parts.join('');
}
