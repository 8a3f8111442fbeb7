import { FieldProblem } from './fieldProblem.js';

const maxPatternLength = 200;
const maxUnbounded = 2;

/**
 * Refuses regular expressions that can take exponential or high polynomial time on a hostile text: a repeated group,
 * a back reference, or more than two unbounded repetitions. Throws an Error with a Chinese reason.
 */
export function checkPattern(pattern: string, path: string): void {
  const plain = pattern.replace(/\\[^1-9k]/gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
  const unbounded = plain.match(/[+*]|\{\d+,\}/gu)?.length ?? 0;
  const dangerous = /\)[+*{]/u.test(plain) || /\\[1-9k]/u.test(plain) || unbounded > maxUnbounded;
  if (pattern.length > maxPatternLength || dangerous) {
    throw new FieldProblem(path, `字段 ${path} 的 pattern 过于复杂，可能拖慢系统`);
  }
}
