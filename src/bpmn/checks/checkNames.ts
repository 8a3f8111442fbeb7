import { type Check, problemAt } from '../diagram.js';
import { expressionsIn, type PlacedExpression } from '../names/expressionsIn.js';
import { fieldsAt, fieldsOfDiagram } from '../names/fieldsAt.js';
import { findMistakes } from '../names/findMistakes.js';
import type { KnownFields } from '../names/knownData.js';
import type { DefinitionProblem } from '../types.js';

/** Names, option values and types in expressions, against what the forms say: a misspelt one would stop a ticket later. */
export const checkNames: Check = (diagram, known) => {
  if (!known.fieldsOf) return [];
  const fields = fieldsOfDiagram(diagram, known);
  const problems: DefinitionProblem[] = [];
  for (const placed of expressionsIn(diagram)) {
    if (problems.length >= mostProblems) return [...problems, notAll];
    problems.push(...mistakesAt(placed, fieldsAt(placed.element, fields)));
  }
  return problems;
};

/** Each mistake is looked up among all names, which is what takes long. */
const mostProblems = 300;
const notAll = problemAt(null, '名称有误的表达式很多，其余的没有检查，请先改正列出的。');

/** What an expression can't mean, as problems of its element with what it should be. */
export function mistakesAt(
  { element, purpose, text }: PlacedExpression,
  fields: KnownFields,
): DefinitionProblem[] {
  return findMistakes(text, fields).map(({ from, to, message, replacement, isUncertain }) => ({
    ...problemAt(element, `${purpose}「${text}」不对：${message}。`),
    ...(isUncertain && { severity: 'warning' as const }),
    ...(replacement !== null && {
      proposal: { from: text, to: text.slice(0, from) + replacement + text.slice(to) },
    }),
  }));
}
