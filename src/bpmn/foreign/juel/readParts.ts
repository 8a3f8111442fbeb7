import { defaultLimits } from '../../feel/index.js';
import { JuelProblem } from './JuelProblem.js';

/** A piece of an attribute: text as it stands, or what stands between the brackets of an expression. */
export type Part = { text: string } | { expression: string };

/**
 * Takes apart what may join texts and expressions: `a ${b} c` (Jakarta Expression Language 3.0, 1.2.3). Brackets inside the
 * texts of an expression are its own.
 * @throws {JuelProblem} for an expression that does not end, and for a whole that is larger than FEEL may be
 */
export function readParts(whole: string): Part[] {
  const { expressionSize } = defaultLimits;
  if (whole.length > expressionSize) throw new JuelProblem('tooLarge', `表达式超过 ${expressionSize} 个字符`);
  const parts: Part[] = [];
  const opening = /[$#]\{/g;
  let at = 0;
  for (let match = opening.exec(whole); match; match = opening.exec(whole)) {
    if (match.index > at) parts.push({ text: whole.slice(at, match.index) });
    const from = match.index + match[0].length;
    const to = endOfExpression(whole, from);
    parts.push({ expression: whole.slice(from, to) });
    at = to + 1;
    opening.lastIndex = at;
  }
  return at < whole.length ? [...parts, { text: whole.slice(at) }] : parts;
}

/** Where the bracket that closes the expression stands. */
function endOfExpression(whole: string, from: number): number {
  const skipped = /(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[^'"}])*/y;
  skipped.lastIndex = from;
  skipped.exec(whole);
  const to = skipped.lastIndex;
  if (whole[to] !== '}') throw new JuelProblem('unreadable', `第 ${from + 1} 个字符处的表达式没有写完`);
  return to;
}
