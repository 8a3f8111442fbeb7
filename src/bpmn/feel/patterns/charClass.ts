import { blockOf } from './blocks.js';
import { PatternError } from './patternError.js';
import { type CodePoints, complement, normalize, ofCategory, subtract } from './ranges.js';

/** A set of characters as it is written: categories stay names as long as nothing has to be computed from them. */
export interface CharClass {
  ranges: CodePoints;
  categories: { name: string; negated: boolean }[];
  negated: boolean;
  less: CharClass | null;
}

export function classOf(ranges: CodePoints, negated = false): CharClass {
  return { ranges, categories: [], negated, less: null };
}

const spaceCharacters: CodePoints = [
  [9, 10],
  [13, 13],
  [32, 32],
];

/** XML's name characters (XML 1.0, productions 4 and 4a). */
const nameStart: CodePoints = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];
const nameCharacters: CodePoints = [
  ...nameStart,
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

const wordCategories = ['L', 'M', 'N', 'S'];
const categoryPattern = /^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

/** The class of `\d \w \s \i \c` and their opposites in capitals (XML Schema 2, F.1.1); null for any other letter. */
export function multiCharacterEscape(letter: string): CharClass | null {
  switch (letter) {
    case 's':
      return classOf(spaceCharacters);
    case 'S':
      return classOf(complement(spaceCharacters));
    case 'i':
      return classOf(normalize(nameStart));
    case 'I':
      return classOf(complement(nameStart));
    case 'c':
      return classOf(normalize(nameCharacters));
    case 'C':
      return classOf(complement(nameCharacters));
    case 'd':
    case 'D':
      return { ...classOf([]), categories: [{ name: 'Nd', negated: letter === 'D' }] };
    case 'w':
      return { ...classOf([]), categories: wordCategories.map((name) => ({ name, negated: false })) };
    case 'W':
      return classOf(complement(wordCategories.flatMap((name) => [...ofCategory(name)])));
    default:
      return null;
  }
}

/** The class of `\p{name}` or, negated, `\P{name}`: a category, or a block by `Is` and its name. */
export function property(name: string, negated: boolean): CharClass {
  if (name.startsWith('Is')) {
    const block = blockOf(name.slice(2));
    if (!block) throw new PatternError('unknownBlock');
    return classOf(negated ? complement(block) : block);
  }
  if (!categoryPattern.test(name)) throw new PatternError('unknownCategory');
  // RE2 counts no unassigned code points to C.
  if (name.startsWith('C')) {
    const set = ofCategory(name);
    return classOf(negated ? complement(set) : set);
  }
  return { ...classOf([]), categories: [{ name, negated }] };
}

/** The class in RE2's syntax. */
export function emitClass(written: CharClass): string {
  if (written.less) {
    const set = toSet(written);
    return set.length === 0 ? '[^\\x{0}-\\x{10FFFF}]' : `[${emitRanges(set)}]`;
  }
  const categories = written.categories
    .map(({ name, negated }) => `\\${negated ? 'P' : 'p'}{${name}}`)
    .join('');
  return `[${written.negated ? '^' : ''}${emitRanges(written.ranges)}${categories}]`;
}

function toSet(written: CharClass): CodePoints {
  const named = written.categories.flatMap(({ name, negated }) => [
    ...(negated ? complement(ofCategory(name)) : ofCategory(name)),
  ]);
  const all = normalize([...written.ranges, ...named]);
  const positive = written.negated ? complement(all) : all;
  return written.less ? subtract(positive, toSet(written.less)) : positive;
}

function emitRanges(ranges: CodePoints): string {
  const code = (point: number) => `\\x{${point.toString(16)}}`;
  return ranges.map(([from, to]) => (from === to ? code(from) : `${code(from)}-${code(to)}`)).join('');
}
