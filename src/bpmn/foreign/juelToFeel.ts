import { feelProblem } from '../expressions/feelText.js';

const juelToken =
  /\s*(?:(execution\.getVariable\(\s*["'](?<variable>\w+)["']\s*\))|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>\d+(?:\.\d+)?)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*)(?<call>\s*\()?|(?<operator>==|!=|<=|>=|&&|\|\||[<>!()+\-*/%]))/uy;

const wordOperators: Record<string, string> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  lt: '<',
  ge: '>=',
  le: '<=',
  and: 'and',
  or: 'or',
  not: '!',
};
/** Counts of a loop, as they are called here. */
const countVariables: Record<string, string> = {
  nrOfInstances: 'numberOfInstances',
  nrOfCompletedInstances: 'numberOfCompletedInstances',
  nrOfActiveInstances: 'numberOfActiveInstances',
};
const feelOperators: Record<string, string> = { '==': '=', '&&': 'and', '||': 'or' };

/**
 * Writes an expression of another engine (JUEL, as Activiti, Flowable and Camunda 7 have it; the simple ones of Java and
 * MVEL too) as FEEL.
 * @param text with or without `${…}` or `#{…}` around it
 * @returns null for what has no counterpart: calls of Java methods, assignments, choices by question mark
 */
export function juelToFeel(text: string): string | null {
  const inner = /^\s*[$#]\{([\s\S]*)\}\s*$/.exec(text)?.[1] ?? text;
  const tokens = tokensOf(inner.replace(/^\s*return\b/, '').replace(/;\s*$/, ''));
  if (!tokens) return null;
  const feel = negationsOf(tokens)?.join(' ').replaceAll('( ', '(').replaceAll(' )', ')') ?? null;
  return feel !== null && feelProblem(feel) === null ? feel : null;
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  juelToken.lastIndex = 0;
  while (juelToken.lastIndex < text.trimEnd().length) {
    const groups = juelToken.exec(text)?.groups;
    if (!groups || groups.call) return null;
    const { variable, string, number, name, operator } = groups;
    if (variable) tokens.push(variable);
    else if (string)
      tokens.push(
        `"${string
          .slice(1, -1)
          .replaceAll("\\'", "'")
          .replaceAll(/(?<!\\)"/g, '\\"')}"`,
      );
    else if (name) tokens.push(wordOperators[name] ?? countVariables[name] ?? name);
    else if (operator) tokens.push(feelOperators[operator] ?? operator);
    else tokens.push(number as string);
  }
  return tokens;
}

/** FEEL has `not(…)` and no `empty`: both take the operand that follows. */
function negationsOf(tokens: string[]): string[] | null {
  const done: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as string;
    if (token !== '!' && token !== 'empty') {
      done.push(token);
      continue;
    }
    const end = endOfOperand(tokens, at + 1);
    const operand = end === null ? null : negationsOf(tokens.slice(at + 1, end))?.join(' ');
    if (!operand) return null;
    const negated = operand.startsWith('(') ? `not${operand}` : `not(${operand})`;
    done.push(token === '!' ? negated : `(${operand} = null or ${operand} = "")`);
    at = (end as number) - 1;
  }
  return done;
}

function endOfOperand(tokens: string[], from: number): number | null {
  if (tokens[from] === '!' || tokens[from] === 'empty') return endOfOperand(tokens, from + 1);
  if (tokens[from] !== '(') return from < tokens.length ? from + 1 : null;
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at] === '(') depth += 1;
    if (tokens[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
