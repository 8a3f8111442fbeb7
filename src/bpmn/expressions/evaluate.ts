import { EngineError, type MetExpression } from '../../platform/errors.js';
import {
  anyType,
  describeLimit,
  describeProblem,
  FeelLimit,
  type FeelType,
  FeelValues,
  type Problem,
  type Value,
} from '../feel/index.js';
import type { Variables } from '../types.js';
import type { Expression } from './Expressions.js';
import { TypedValues } from './TypedValues.js';

export type VariableTypes = ReadonlyMap<string, FeelType>;

/** What every expression of a command is evaluated in: the same whenever it is evaluated again. */
export interface Surroundings {
  /** The moment of the command, which `now`, now() and today() give. */
  now: Date;
  /** The department's zone: where local dates and times are. */
  zone: string;
  /** What the forms say of the variables. A variable named here that the ticket has not is null; any other is unknown. */
  types: VariableTypes;
}

/** An evaluation that went well enough. */
interface Outcome {
  value: Value;
  stored: unknown;
  problems: Problem[];
}

/**
 * Evaluates FEEL over the variables; the result is as it is stored (JSON).
 * @throws {EngineError} tied to the element, when a part is wrong in itself, or a limit is exceeded
 */
export function evaluateFeel(
  expression: Expression,
  variables: Variables,
  surroundings: Surroundings,
  elementId: string,
): unknown {
  if (isAbsentName(expression, variables)) return null;
  const { stored, problems } = outcomeOf(expression, variables, surroundings, elementId);
  const wrong = problems.find(isWrong);
  if (!wrong) return stored;
  const met = [metBy(expression, variables, surroundings.types)];
  throw new EngineError(elementId, `表达式「${expression.text}」无法计算：${describeProblem(wrong)}。`, met);
}

/** The expression with the data that it asks a ticket for: what is told of it where it leads nowhere. */
export function metBy(
  { text, names }: Expression,
  variables: Variables,
  types: VariableTypes,
): MetExpression {
  const data = names.filter((name) => Object.hasOwn(variables, name) || types.has(name));
  return { text, values: Object.fromEntries(data.map((name) => [name, variables[name] ?? null])) };
}

/**
 * Evaluates a condition: only true and false are answers, and only when no part of it is wrong in itself.
 * @throws {EngineError} tied to the element, with the part that is null and the values that it met
 */
export function evaluateCondition(
  expression: Expression,
  variables: Variables,
  surroundings: Surroundings,
  elementId: string,
): boolean {
  const { value, stored, problems } = outcomeOf(expression, variables, surroundings, elementId);
  const wrong = problems.find(isWrong);
  if (typeof value === 'boolean' && !wrong) return value;
  const reason = wrong ?? problems[0];
  const why = reason ? `：${describeProblem(reason)}` : '';
  const met = [metBy(expression, variables, surroundings.types)];
  if (typeof value === 'boolean')
    throw new EngineError(elementId, `条件「${expression.text}」不能判断${why}。`, met);
  const shown = value === null ? '空值' : JSON.stringify(stored);
  throw new EngineError(elementId, `条件「${expression.text}」的结果是${shown}，不是“是”或“否”${why}。`, met);
}

/**
 * Evaluates the condition of an event: what can't be told for lack of data has not come about yet.
 * @throws {EngineError} tied to the element, when a part is wrong in itself, or the value is no condition
 */
export function isConditionMet(
  expression: Expression,
  variables: Variables,
  surroundings: Surroundings,
  elementId: string,
): boolean {
  const { value, problems } = outcomeOf(expression, variables, surroundings, elementId);
  const isMissing = (problem: Problem) => problem.code === 'unknownName' || !isWrong(problem);
  if (value === null && problems.every(isMissing)) return false;
  return evaluateCondition(expression, variables, surroundings, elementId);
}

/** A part that is wrong in itself. What only lacks data that nobody filled in is null, and logic copes with that. */
function isWrong({ code, values }: Problem): boolean {
  if (code === 'noProperty') return false;
  return !(askForValues.has(code) && values.some((value) => value === null));
}

const askForValues: ReadonlySet<Problem['code']> = new Set(['notComparable', 'wrongTypes', 'wrongArguments']);

/**
 * An expression written when dates were texts to it (`endOn + "T17:30:00"`) keeps its meaning: where its dates are wrong as
 * dates, they are tried as texts. Written as YYYY-MM-DD, texts and dates compare alike.
 */
function outcomeOf(
  expression: Expression,
  variables: Variables,
  surroundings: Surroundings,
  elementId: string,
): Outcome {
  const refuse = (why: string) =>
    new EngineError(elementId, `表达式「${expression.text}」无法计算：${why}。`, [
      metBy(expression, variables, surroundings.types),
    ]);
  if (!expression.compiled) throw refuse(expression.problem);
  try {
    const typed = run(expression, variables, surroundings);
    if (!typed.problems.some(isWrong)) return typed;
    const { types } = surroundings;
    const asTexts = new Map([...types].map(([name, type]) => [name, withDatesAsTexts(type)]));
    const plain = run(expression, variables, { ...surroundings, types: asTexts });
    return plain.problems.length === 0 && plain.value !== null ? plain : typed;
  } catch (error) {
    if (!(error instanceof FeelLimit)) throw error;
    throw refuse(describeLimit(error));
  }
}

function withDatesAsTexts(type: FeelType): FeelType {
  if (type.kind === 'date') return { kind: 'string' };
  if (type.kind === 'list') return { kind: 'list', of: withDatesAsTexts(type.of) };
  if (type.kind !== 'context') return type;
  return {
    kind: 'context',
    entries: new Map([...type.entries].map(([name, of]) => [name, withDatesAsTexts(of)])),
  };
}

function run(expression: Expression, variables: Variables, { now, zone, types }: Surroundings): Outcome {
  const edge = new TypedValues(zone);
  const given = namedValues(expression, variables, types, edge);
  if (expression.names.includes('now')) given.set('now', edge.moment(now));
  const { value, problems } = expression.compiled!.evaluate(given, { now, zone });
  return { value, stored: edge.write(value), problems };
}

/** An expression that is one name takes over what the ticket has, if it has it: assignees and mappings do. */
function isAbsentName({ compiled }: Expression, variables: Variables): boolean {
  const tree = compiled?.tree;
  return tree?.kind === 'name' && tree.name !== 'now' && !Object.hasOwn(variables, tree.name);
}

/** Only what the expression names is converted. What it asks after may be missing, what it takes for given may not. */
function namedValues(
  { names, asked }: Expression,
  variables: Variables,
  types: VariableTypes,
  edge: TypedValues,
): FeelValues {
  const given = new FeelValues();
  for (const name of names) {
    const type = types.get(name);
    if (Object.hasOwn(variables, name)) given.set(name, edge.read(variables[name], type ?? anyType));
    else if (type || asked.has(name)) given.set(name, null);
  }
  return given;
}
