import { type CompiledPattern, compilePattern, PatternError } from '../patterns/pattern.js';
import { FeelNumber } from '../values/number.js';
import { codePointLength, codePoints } from '../values/text.js';
import type { Evaluation, Value } from '../values/value.js';
import { wholeNumber } from './conversion.js';
import { type Signature, signature } from './define.js';

/** Instructions of a pattern that cost as much as one step. */
const stepsOfPattern = 16;

/** String functions (DMN 1.5, 10.3.4.3, table 71). */
export const textFunctions: Signature[] = [
  signature('substring(string: string, start position: number, length?: number?)', substring),
  signature('string length(string: string)', (_run, text: string) => length(text)),
  signature('upper case(string: string)', (run, text: string) => made(run, text.toUpperCase())),
  signature('lower case(string: string)', (run, text: string) => made(run, text.toLowerCase())),
  signature('substring before(string: string, match: string)', (_run, text: string, match: string) =>
    text.slice(0, Math.max(0, text.indexOf(match))),
  ),
  signature('substring after(string: string, match: string)', (_run, text: string, match: string) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(at + match.length);
  }),
  signature('contains(string: string, match: string)', (_run, text: string, match: string) =>
    text.includes(match),
  ),
  signature('starts with(string: string, match: string)', (_run, text: string, match: string) =>
    text.startsWith(match),
  ),
  signature('ends with(string: string, match: string)', (_run, text: string, match: string) =>
    text.endsWith(match),
  ),
  signature(
    'matches(input: string, pattern: string, flags?: string?)',
    (run, input: string, pattern: string, flags?: string | null) =>
      withPattern(run, pattern, flags, input, (compiled) => compiled.test(input)),
  ),
  signature(
    'replace(input: string, pattern: string, replacement: string, flags?: string?)',
    (run, input: string, pattern: string, replacement: string, flags?: string | null) =>
      withPattern(run, pattern, flags, input, (compiled) =>
        made(
          run,
          compiled.replace(input, replacement, (size) => run.budget.grow(size, 'textSize')),
        ),
      ),
  ),
  signature('split(string: string, delimiter: string)', (run, text: string, delimiter: string) =>
    withPattern(run, delimiter, null, text, (compiled) => {
      const parts = compiled.split(text);
      run.budget.list(parts.length);
      return parts;
    }),
  ),
  signature('string join(list: list, delimiter?: string?)', join),
];

function length(text: string): Value {
  return new FeelNumber(codePointLength(text));
}

function substring(run: Evaluation, text: string, start: FeelNumber, count?: FeelNumber | null): Value {
  const [from, size] = [
    wholeNumber(start.trunc() as FeelNumber),
    count ? wholeNumber(count.trunc() as FeelNumber) : null,
  ];
  if (from === null || from === 0 || (count && (size === null || size < 1))) {
    return run.fail('noSuchPosition', text, start, count ?? null);
  }
  const points = codePoints(text);
  run.budget.spend(points.length >> 4);
  const first = from > 0 ? from - 1 : points.length + from;
  if (first < 0 || first > points.length) return run.fail('noSuchPosition', text, start, count ?? null);
  return points.slice(first, size === null ? undefined : first + size).join('');
}

/** A text that was made counts. */
function made(run: Evaluation, text: string): string {
  run.budget.text(text.length);
  return text;
}

function join(run: Evaluation, list: readonly Value[], delimiter?: string | null): Value {
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return run.fail('wrongArguments', list);
  const between = delimiter ?? '';
  const size = texts.reduce((sum, item) => sum + item.length, 0) + between.length * texts.length;
  run.budget.text(size);
  return texts.join(between);
}

function withPattern(
  run: Evaluation,
  pattern: string,
  flags: string | null | undefined,
  input: string,
  use: (compiled: CompiledPattern) => Value,
): Value {
  try {
    const compiled = compilePattern(pattern, flags ?? '', (steps) => run.budget.spend(steps));
    // A linear engine takes time by the product of the text and the pattern's program.
    run.budget.spend(Math.ceil((input.length * (compiled.size + 8)) / stepsOfPattern));
    return use(compiled);
  } catch (error) {
    if (error instanceof PatternError) return run.fail('badPattern', pattern, error.reason);
    throw error;
  }
}
