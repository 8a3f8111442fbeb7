import { type CharClass, classOf, emitClass, multiCharacterEscape, property } from './charClass.js';
import { PatternError } from './patternError.js';

const singleEscapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
const escapablePattern = /^[\\|.?*+(){}\-[\]^$]$/;
const longestPattern = 1000;
const deepestNesting = 100;
const mostRepeats = 1000;

/**
 * Translates a regular expression of XPath (XPath Functions 3.1, 5.6.1, on XML Schema's, without back-references) into one of RE2.
 * @throws {PatternError}
 */
export function translate(pattern: string, dotAll: boolean): string {
  if (pattern.length > longestPattern) throw new PatternError('tooBig');
  const translator = new Translator(pattern, dotAll);
  const result = translator.alternatives(0);
  translator.expectEnd();
  return result;
}

class Translator {
  private at = 0;
  private readonly points: string[];

  constructor(
    pattern: string,
    private readonly dotAll: boolean,
  ) {
    this.points = Array.from(pattern);
  }

  expectEnd(): void {
    if (this.at < this.points.length) throw new PatternError('syntax');
  }

  alternatives(depth: number): string {
    if (depth > deepestNesting) throw new PatternError('tooBig');
    const branches = [this.branch(depth)];
    while (this.take('|')) branches.push(this.branch(depth));
    return branches.join('|');
  }

  private branch(depth: number): string {
    let result = '';
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      const atom = this.atom(depth);
      const quantifier = this.quantifier();
      if (quantifier && (atom === '^' || atom === '$')) throw new PatternError('syntax');
      result += atom + quantifier;
    }
    return result;
  }

  private atom(depth: number): string {
    const sign = this.next();
    switch (sign) {
      case '(':
        return this.group(depth);
      case '[':
        return emitClass(this.charClass(0));
      case '.':
        return this.dotAll ? '(?s:.)' : '[^\\n\\r]';
      case '^':
      case '$':
        return sign;
      case '\\':
        return this.escape();
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        throw new PatternError('syntax');
      default:
        return literal(sign);
    }
  }

  private group(depth: number): string {
    let open = '(';
    if (this.take('?')) {
      if (!this.take(':')) throw new PatternError('syntax');
      open = '(?:';
    }
    const inside = this.alternatives(depth + 1);
    if (!this.take(')')) throw new PatternError('syntax');
    return `${open}${inside})`;
  }

  private escape(): string {
    const letter = this.next();
    if (/^[0-9]$/.test(letter)) throw new PatternError(letter === '0' ? 'syntax' : 'backReference');
    const set = this.escapedClass(letter);
    return set ? emitClass(set) : literal(singleEscape(letter));
  }

  private escapedClass(letter: string): CharClass | null {
    if (letter !== 'p' && letter !== 'P') return multiCharacterEscape(letter);
    if (!this.take('{')) throw new PatternError('syntax');
    let name = '';
    for (let sign = this.next(); sign !== '}'; sign = this.next()) name += sign;
    return property(name, letter === 'P');
  }

  private quantifier(): string {
    const sign = this.peek();
    if (sign !== '?' && sign !== '*' && sign !== '+' && sign !== '{') return '';
    this.next();
    const quantifier = sign === '{' ? this.repeats() : sign;
    return this.take('?') ? `${quantifier}?` : quantifier;
  }

  private repeats(): string {
    let inside = '';
    for (let sign = this.next(); sign !== '}'; sign = this.next()) inside += sign;
    const match = /^(\d+)(?:,(\d*))?$/.exec(inside);
    if (!match) throw new PatternError('syntax');
    const [least, most] = [Number(match[1]), match[2] ? Number(match[2]) : null];
    if (most !== null && most < least) throw new PatternError('syntax');
    if (Math.max(least, most ?? 0) > mostRepeats) throw new PatternError('tooBig');
    return `{${inside}}`;
  }

  /** What follows `[` up to and with its `]`; `-[…]` at the end takes away. */
  private charClass(depth: number): CharClass {
    if (depth > deepestNesting) throw new PatternError('tooBig');
    const set: CharClass & { ranges: [number, number][] } = { ...classOf([], this.take('^')), ranges: [] };
    for (let first = true; ; first = false) {
      if (this.peek() === ']' && !first) {
        this.next();
        return set;
      }
      if (this.peek() === '-' && this.peek(1) === '[' && !first) {
        this.at += 2;
        set.less = this.charClass(depth + 1);
        if (!this.take(']')) throw new PatternError('syntax');
        return set;
      }
      this.classItem(set);
    }
  }

  private classItem(set: CharClass & { ranges: [number, number][] }): void {
    const from = this.classCharacter(set);
    if (from === null) return;
    const isRange =
      this.peek() === '-' && this.peek(1) !== ']' && this.peek(1) !== '[' && this.peek(1) !== undefined;
    if (!isRange) {
      set.ranges.push([from, from]);
      return;
    }
    this.next();
    const to = this.classCharacter(set);
    if (to === null || to < from) throw new PatternError('syntax');
    set.ranges.push([from, to]);
  }

  /** One character's code point; null when it was a class, which is put into the set. */
  private classCharacter(set: CharClass & { ranges: [number, number][] }): number | null {
    const sign = this.next();
    if (sign === '[' || sign === ']') throw new PatternError('syntax');
    if (sign !== '\\') return sign.codePointAt(0)!;
    const letter = this.next();
    const inner = this.escapedClass(letter);
    if (!inner) return singleEscape(letter).codePointAt(0)!;
    for (const [from, to] of inner.ranges) set.ranges.push([from, to]);
    set.categories.push(...inner.categories);
    return null;
  }

  private peek(ahead = 0): string | undefined {
    return this.points[this.at + ahead];
  }

  private next(): string {
    const sign = this.points[this.at];
    if (sign === undefined) throw new PatternError('syntax');
    this.at += 1;
    return sign;
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at += 1;
    return true;
  }
}

function singleEscape(letter: string): string {
  const control = singleEscapes[letter];
  if (control !== undefined) return control;
  if (!escapablePattern.test(letter)) throw new PatternError('syntax');
  return letter;
}

function literal(sign: string): string {
  return /^[\p{L}\p{N}]$/u.test(sign) ? sign : `\\x{${sign.codePointAt(0)!.toString(16)}}`;
}
