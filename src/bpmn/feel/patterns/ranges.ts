/** A set of code points as sorted, separate ranges. */
export type CodePoints = readonly (readonly [from: number, to: number])[];

const greatestCodePoint = 0x10ffff;

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
  if (next <= greatestCodePoint) result.push([next, greatestCodePoint]);
  return result;
}

/** What is in the first and not in the second. */
export function subtract(set: CodePoints, less: CodePoints): CodePoints {
  return complement([...complement(set), ...less]);
}

/** Where code points are assigned, so far; the planes between are empty, the last two for private use. */
const assignedRanges: CodePoints = [
  [0, 0xd7ff],
  [0xe000, 0x3ffff],
  [0xe0000, 0xe0fff],
];
const noRanges: CodePoints = [
  [0x40000, 0xdffff],
  [0xe1000, 0xeffff],
];
const privateUse: CodePoints = [
  [0xf0000, 0xffffd],
  [0x100000, 0x10fffd],
];

const cache = new Map<string, CodePoints>();
let assigned: string | null = null;

/** All code points of a general category (`Lu`, `P`), as the runtime's own tables have them; surrogates are left out. */
export function ofCategory(name: string): CodePoints {
  const known = cache.get(name);
  if (known) return known;
  assigned ??= textOf(assignedRanges);
  const ranges: (readonly [number, number])[] = [];
  for (const match of assigned.matchAll(new RegExp(`\\p{${name}}+`, 'gu'))) {
    const end = match.index + match[0].length;
    ranges.push(...split(assigned.codePointAt(match.index)!, lastCodePoint(assigned, end)));
  }
  if (name === 'C' || name === 'Cn') ranges.push(...noRanges);
  if (name === 'C' || name === 'Co') ranges.push(...privateUse);
  const set = normalize(ranges);
  cache.set(name, set);
  return set;
}

/** A run of the text may go over the gaps between what is assigned. */
function split(from: number, to: number): CodePoints {
  return assignedRanges.flatMap(([first, last]) => {
    const range = [Math.max(from, first), Math.min(to, last)] as const;
    return range[0] <= range[1] ? [range] : [];
  });
}

function lastCodePoint(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.codePointAt(end - 2)! : unit;
}

function textOf(ranges: CodePoints): string {
  const parts: string[] = [];
  for (const [from, to] of ranges) {
    for (let start = from; start <= to; start += 0x800) {
      const codes = new Uint32Array(Math.min(0x800, to - start + 1)).map((_, index) => start + index);
      parts.push(String.fromCodePoint(...codes));
    }
  }
  return parts.join('');
}
