import { JuelProblem } from './JuelProblem.js';
import type { BinaryOperator, Juel } from './tree.js';

/** A part in FEEL, with how tightly it holds together: what stands in a tighter place gets brackets. */
interface Written {
  text: string;
  rank: number;
}

/** Ranks of FEEL (DMN 1.5, 10.3.1.2): comparisons can't stand in a row. */
const ranks = { choice: 0, comparison: 3, negative: 6, whole: 7 } as const;
const operators: Record<BinaryOperator, { sign: string; rank: number } | null> = {
  '||': { sign: 'or', rank: 1 },
  '&&': { sign: 'and', rank: 2 },
  '==': { sign: '=', rank: ranks.comparison },
  '!=': { sign: '!=', rank: ranks.comparison },
  '<': { sign: '<', rank: ranks.comparison },
  '>': { sign: '>', rank: ranks.comparison },
  '<=': { sign: '<=', rank: ranks.comparison },
  '>=': { sign: '>=', rank: ranks.comparison },
  '+': { sign: '+', rank: 4 },
  '-': { sign: '-', rank: 4 },
  '*': { sign: '*', rank: 5 },
  '/': { sign: '/', rank: 5 },
  // The sign of the remainder is another one.
  '%': null,
};

/** Counts of a loop, as they are called here. */
const countVariables = new Map([
  ['nrOfInstances', 'numberOfInstances'],
  ['nrOfCompletedInstances', 'numberOfCompletedInstances'],
  ['nrOfActiveInstances', 'numberOfActiveInstances'],
]);

/** The tree as FEEL. @throws {JuelProblem} that names what has no counterpart */
export function writeFeel(juel: Juel): string {
  return write(juel).text;
}

/** Texts and expressions one behind the other; what is null counts as no text, in both languages. */
export function writeJoined(parts: readonly (string | Juel)[]): string {
  const pieces = parts.map((part) => (typeof part === 'string' ? quoted(part) : textOf(part)));
  return `string join([${pieces.join(', ')}])`;
}

function textOf(juel: Juel): string {
  return juel.kind === 'text' ? quoted(juel.value) : `string(${write(juel).text})`;
}

/** A part where only what holds tightly enough may stand. */
function inRank(juel: Juel, rank: number): string {
  const written = write(juel);
  return written.rank < rank ? `(${written.text})` : written.text;
}

/** A text of FEEL. */
function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&');
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
}

function write(juel: Juel): Written {
  switch (juel.kind) {
    case 'number':
      return whole(numberText(juel.text));
    case 'text':
      return whole(quoted(juel.value));
    case 'constant':
      return whole(juel.name);
    case 'name':
      return whole(nameText(juel.name));
    case 'member':
      return whole(`${inRank(juel.of, ranks.whole)}.${juel.name}`);
    case 'index':
      return whole(indexText(juel.of, juel.index));
    case 'call':
      return writeCall(juel);
    case 'unary':
      return unary(juel.operator, juel.operand);
    case 'row':
      return row(juel.first, juel.rest);
    case 'choice':
      return choice(juel.condition, juel.yes, juel.no);
  }
}

function whole(text: string): Written {
  return { text, rank: ranks.whole };
}

function numberText(text: string): string {
  return text.replace(/\.(?=$|e)/i, '').replace(/^\./, '0.');
}

function nameText(name: string): string {
  if (name === 'execution') throw new JuelProblem('noCounterpart', '引擎对象 execution');
  return countVariables.get(name) ?? name;
}

/** Lists count from one here. A name in the brackets may be a key or a number: nobody can tell. */
function indexText(of: Juel, index: Juel): string {
  if (index.kind === 'text' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(index.value)) {
    return `${inRank(of, ranks.whole)}.${index.value}`;
  }
  if (index.kind === 'number' && /^\d{1,9}$/.test(index.text)) {
    return `${inRank(of, ranks.whole)}[${Number(index.text) + 1}]`;
  }
  throw new JuelProblem('noCounterpart', '方括号里不是数字或名称的下标');
}

function unary(operator: '!' | '-' | 'empty', operand: Juel): Written {
  if (operator === '!') return whole(`not(${write(operand).text})`);
  if (operator === 'empty') return whole(`list contains([null, "", []], ${write(operand).text})`);
  return { text: `-${inRank(operand, ranks.whole)}`, rank: ranks.negative };
}

function row(first: Juel, rest: { operator: BinaryOperator; operand: Juel }[]): Written {
  let written = write(first);
  for (const { operator, operand } of rest) {
    const feel = operators[operator];
    if (!feel) throw new JuelProblem('noCounterpart', '取余数（% 或 mod），可改用 modulo(被除数, 除数)');
    const { sign, rank } = feel;
    // Of what stands in a row, the left operand may be of the same rank; of a comparison neither may.
    const least = rank === ranks.comparison ? rank + 1 : rank;
    const left = written.rank < least ? `(${written.text})` : written.text;
    written = { text: `${left} ${sign} ${inRank(operand, rank + 1)}`, rank };
  }
  return written;
}

function choice(condition: Juel, yes: Juel, no: Juel): Written {
  const [first, second, third] = [condition, yes, no].map((part) => inRank(part, ranks.choice + 1));
  return { text: `if ${first} then ${second} else ${third}`, rank: ranks.choice };
}

type Call = Extract<Juel, { kind: 'call' }>;

/**
 * Methods that mean one thing whatever they are called on. `contains` and `isEmpty`, which texts and lists both have in
 * ways of their own, are none of them.
 */
const methods: Record<string, { values: number; write(of: Juel, values: Juel[]): Written } | undefined> = {
  equals: {
    values: 1,
    write: (of, [value]) => ({
      text: `${inRank(of, ranks.comparison + 1)} = ${inRank(value as Juel, ranks.comparison + 1)}`,
      rank: ranks.comparison,
    }),
  },
  startsWith: { values: 1, write: (of, values) => call('starts with', [of, ...values]) },
  endsWith: { values: 1, write: (of, values) => call('ends with', [of, ...values]) },
  length: { values: 0, write: (of) => call('string length', [of]) },
  size: { values: 0, write: (of) => call('count', [of]) },
};

/** A call as FEEL. @throws {JuelProblem} that names a method or function that there is not here */
function writeCall({ of, name, values }: Call): Written {
  if (of === null) throw new JuelProblem('noCounterpart', `函数 ${name}(…)`);
  if (of.kind === 'name' && of.name === 'execution') return variable(name, values);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method?.values !== values.length) throw new JuelProblem('javaMethod', `Java 方法 ${name}(…)`);
  return method.write(of, values);
}

/** `execution.getVariable("amount")` is the variable. */
function variable(method: string, [name, ...more]: Juel[]): Written {
  const isKnown = method === 'getVariable' && more.length === 0 && name?.kind === 'text';
  if (!isKnown) throw new JuelProblem('javaMethod', `Java 方法 execution.${method}(…)`);
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name.value)) return { text: name.value, rank: ranks.whole };
  throw new JuelProblem('noCounterpart', `变量名 ${quoted(name.value)}`);
}

function call(feel: string, values: Juel[]): Written {
  return { text: `${feel}(${values.map((value) => inRank(value, 0)).join(', ')})`, rank: ranks.whole };
}
