import { RE2JS } from 're2js';
import { PatternError } from './patternError.js';
import { translate } from './translate.js';

export { PatternError } from './patternError.js';

const cacheSize = 200;
/** A pattern that was used before costs as much: what an expression may do must not depend on others. */
const stepsOfCompiling = 250;
const cache = new Map<string, CompiledPattern | PatternError>();

/**
 * A regular expression of XPath with its flags s, m, i, x, q, ready to use; the last ones are kept. `spend` counts the work.
 * @throws {PatternError}
 */
export function compilePattern(
  pattern: string,
  flags: string,
  spend: (steps: number) => void = () => {},
): CompiledPattern {
  spend(stepsOfCompiling + pattern.length);
  const key = `${flags}/${pattern}`;
  const known = cache.get(key) ?? build(pattern, flags);
  cache.delete(key);
  cache.set(key, known);
  if (cache.size > cacheSize) cache.delete(cache.keys().next().value!);
  if (known instanceof PatternError) throw known;
  spend(known.size);
  return known;
}

function build(pattern: string, flags: string): CompiledPattern | PatternError {
  try {
    return new CompiledPattern(pattern, flags);
  } catch (error) {
    if (error instanceof PatternError) return error;
    // RE2 refuses what would grow too big when its repetitions are written out.
    return new PatternError('tooBig');
  }
}

export class CompiledPattern {
  private readonly regex: RE2JS;
  private readonly literal: boolean;

  constructor(pattern: string, flags: string) {
    if (!/^[smixq]*$/.test(flags)) throw new PatternError('flags');
    this.literal = flags.includes('q');
    const source = this.literal
      ? RE2JS.quote(pattern)
      : translate(compact(pattern, flags), flags.includes('s'));
    let options = 0;
    if (flags.includes('i')) options |= RE2JS.CASE_INSENSITIVE;
    if (flags.includes('m') && !this.literal) options |= RE2JS.MULTILINE;
    this.regex = RE2JS.compile(source, options);
  }

  /** Instructions of the program: a text costs its length times this. */
  get size(): number {
    return this.regex.programSize();
  }

  /** Whether some part of the text matches. */
  test(text: string): boolean {
    return this.regex.matcher(text).find();
  }

  /** Replaces all matches; `$1` is the group, `$0` the match, `\$` and `\\` the signs themselves. `grow` hears the size so far. */
  replace(text: string, replacement: string, grow: (size: number) => void): string {
    if (this.test('')) throw new PatternError('matchesNothing');
    const matcher = this.regex.matcher(text);
    const parts = this.literal ? [replacement] : readReplacement(replacement, matcher.groupCount());
    let [result, last] = ['', 0];
    while (matcher.find()) {
      result += text.slice(last, matcher.start());
      for (const part of parts) result += typeof part === 'string' ? part : (matcher.group(part) ?? '');
      grow(result.length);
      last = matcher.end();
    }
    return result + text.slice(last);
  }

  /** The parts between the matches. */
  split(text: string): string[] {
    if (this.test('')) throw new PatternError('matchesNothing');
    const matcher = this.regex.matcher(text);
    const parts: string[] = [];
    let last = 0;
    while (matcher.find()) {
      parts.push(text.slice(last, matcher.start()));
      last = matcher.end();
    }
    return [...parts, text.slice(last)];
  }
}

/** With x, white space outside of classes is for the reader only. */
function compact(pattern: string, flags: string): string {
  if (!flags.includes('x')) return pattern;
  let [result, depth] = ['', 0];
  for (let index = 0; index < pattern.length; index++) {
    const sign = pattern[index]!;
    if (depth === 0 && /[\t\n\r ]/.test(sign)) continue;
    result += sign;
    if (sign === '\\' && depth > 0) result += pattern[++index] ?? '';
    else if (sign === '[' && !result.endsWith('\\[')) depth += 1;
    else if (sign === ']' && depth > 0) depth -= 1;
  }
  return result;
}

/** Texts and numbers of groups; of several digits as many count as there are groups (XPath Functions 3.1, 5.6.4). */
function readReplacement(replacement: string, groups: number): (string | number)[] {
  const parts: (string | number)[] = [];
  for (let index = 0; index < replacement.length; index++) {
    const sign = replacement[index]!;
    if (sign === '\\') {
      const next = replacement[++index];
      if (next !== '\\' && next !== '$') throw new PatternError('replacement');
      parts.push(next);
    } else if (sign === '$') {
      const digits = /^\d+/.exec(replacement.slice(index + 1))?.[0];
      if (!digits) throw new PatternError('replacement');
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
      const group = Number(digits.slice(0, length));
      parts.push(group > groups ? '' : group);
      index += length;
    } else parts.push(sign);
  }
  return parts;
}
