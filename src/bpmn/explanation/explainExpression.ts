import { TypedValues } from '../expressions/TypedValues.js';
import {
  anyType,
  compile,
  describeLimit,
  describeProblem,
  FeelLimit,
  FeelSyntaxError,
  type FeelType,
  type Node,
  type Part,
  type Problem,
  references,
  type Value,
} from '../feel/index.js';
import type { Variables } from '../types.js';

/** The moment and the types with which an expression is explained: those of the command that evaluated it. */
export interface ExplanationContext {
  now: Date;
  zone: string;
  /** What the forms say of the variables. */
  types: ReadonlyMap<string, FeelType>;
}

/** An expression with the value of every part. */
export interface ExplainedExpression {
  text: string;
  /** Null where the text can't be read. */
  tree: Node | null;
  value: Value;
  parts: Part[];
  problems: Problem[];
  /** Why there is no value, as a Chinese clause; '' for none. */
  reason: string;
}

/**
 * Evaluates FEEL over a ticket's data and keeps the value of each part. Never throws, whatever the text and the
 * data.
 */
export function explainExpression(
  text: string,
  variables: Variables,
  { now, zone, types }: ExplanationContext,
): ExplainedExpression {
  const nothing = { text, tree: null, value: null, parts: [], problems: [] };
  try {
    const compiled = compile(text);
    const edge = new TypedValues(zone);
    const given = new Map<string, Value>();
    for (const name of variablesNamedIn(compiled.tree)) {
      const type = types.get(name);
      if (name === 'now') given.set(name, edge.moment(now));
      else if (Object.hasOwn(variables, name)) given.set(name, edge.read(variables[name], type ?? anyType));
      else if (type) given.set(name, null);
    }
    const { value, parts, problems } = compiled.explain(given, { now, zone });
    const [problem] = problems;
    const reason = value === null && problem ? describeProblem(problem) : '';
    return { text, tree: compiled.tree, value, parts, problems, reason };
  } catch (error) {
    if (error instanceof FeelLimit) return { ...nothing, reason: describeLimit(error) };
    if (!(error instanceof FeelSyntaxError)) throw error;
    return { ...nothing, reason: `第 ${error.from + 1} 个字符附近写法有误` };
  }
}

/** Names of the variables that an expression reads. */
export function variablesNamedIn(tree: Node): string[] {
  const { paths, calls } = references(tree);
  return [...new Set([...paths.map(({ names }) => names[0]!), ...calls.map(({ name }) => name)])];
}
