import { coerce, misfit } from '../values/conform.js';
import { anyType, type FeelType } from '../values/types.js';
import { type Evaluation, FeelFunction, isList, type Value } from '../values/value.js';

/** One signature of a built-in function. */
export interface Signature {
  name: string;
  parameters: BuiltInParameter[];
  run: Body;
}

export interface BuiltInParameter {
  name: string;
  /** One of these fits. */
  types: FeelType[];
  nullable: boolean;
  optional: boolean;
  /** The last one takes all arguments that are left, as one list. */
  variadic: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments have the types that the signature names
type Body = (evaluation: Evaluation, ...args: any[]) => Value | undefined;

const listType: FeelType = { kind: 'list', of: anyType };
const typesByWord: Record<string, FeelType[]> = {
  any: [anyType],
  list: [listType],
  context: [{ kind: 'context', entries: new Map() }],
  range: [{ kind: 'range', of: anyType }],
  function: [{ kind: 'function', parameters: [], result: anyType }],
  duration: [{ kind: 'days and time duration' }, { kind: 'years and months duration' }],
  days: [{ kind: 'days and time duration' }],
  day: [{ kind: 'date' }, { kind: 'date and time' }],
  moment: [{ kind: 'date and time' }],
};

/**
 * Reads a signature such as `substring(string: string, start position: number, length?: number)`: a question mark after
 * the name is an argument that may be left out, one after the type an argument that may be null, dots before the name
 * take all that are left.
 */
export function signature(text: string, run: Body): Signature {
  const open = text.indexOf('(');
  const inside = text.slice(open + 1, -1).trim();
  const parameters = inside === '' ? [] : inside.split(',').map(readParameter);
  return { name: text.slice(0, open), parameters, run };
}

function readParameter(text: string): BuiltInParameter {
  const [left = '', right = ''] = text.split(':').map((part) => part.trim());
  const word = right.replace(/\?$/, '');
  return {
    name: left.replace(/^\.\.\./, '').replace(/\?$/, ''),
    types: typesByWord[word] ?? [{ kind: word as 'number' }],
    nullable: right.endsWith('?') || word === 'any',
    optional: left.endsWith('?'),
    variadic: left.startsWith('...'),
  };
}

/** The function of all its signatures: the first that the arguments fit is taken. */
export function builtInFunction(name: string, signatures: Signature[]): FeelFunction {
  const only = signatures.length === 1 ? signatures[0] : undefined;
  const parameters = only?.parameters.some(({ variadic }) => variadic) ? undefined : only?.parameters;
  return new FeelFunction(
    name,
    parameters?.map((parameter) => ({
      name: parameter.name,
      type: parameter.types.length === 1 ? parameter.types[0]! : anyType,
    })) ?? null,
    anyType,
    (args, evaluation) => {
      for (const { parameters, run } of signatures) {
        const fitted = fitPositional(parameters, args);
        if (fitted) return run(evaluation, ...fitted) ?? null;
      }
      return evaluation.fail('wrongArguments', ...args);
    },
    (args, evaluation) => {
      for (const { parameters, run } of signatures) {
        const fitted = fitNamed(parameters, args);
        if (fitted) return run(evaluation, ...fitted) ?? null;
      }
      return evaluation.fail('wrongArguments', ...args.values());
    },
  );
}

function fitPositional(parameters: BuiltInParameter[], args: readonly Value[]): unknown[] | null {
  const last = parameters.at(-1);
  if (last?.variadic) return fitVariadic(parameters, args);
  const required = parameters.filter(({ optional }) => !optional).length;
  if (args.length < required || args.length > parameters.length) return null;
  return fitAll(parameters.slice(0, args.length), args);
}

/** One list, or several values that make one. */
function fitVariadic(parameters: BuiltInParameter[], args: readonly Value[]): unknown[] | null {
  const before = parameters.slice(0, -1);
  if (args.length < parameters.length) return null;
  const fitted = fitAll(before, args.slice(0, before.length));
  return fitted && [...fitted, args.slice(before.length)];
}

function fitNamed(parameters: BuiltInParameter[], args: ReadonlyMap<string, Value>): unknown[] | null {
  if (parameters.at(-1)?.variadic) return fitNamedVariadic(parameters, args);
  for (const name of args.keys()) {
    if (!parameters.some((parameter) => parameter.name === name)) return null;
  }
  if (parameters.some(({ name, optional }) => !optional && !args.has(name))) return null;
  const given = parameters.filter(({ name }) => args.has(name));
  const fitted = fitAll(
    given,
    given.map(({ name }) => args.get(name)!),
  );
  if (!fitted) return null;
  return parameters.map((parameter) => {
    const index = given.indexOf(parameter);
    return index < 0 ? undefined : fitted[index];
  });
}

/** By name, what takes all that is left is given as one list. */
function fitNamedVariadic(
  parameters: BuiltInParameter[],
  args: ReadonlyMap<string, Value>,
): unknown[] | null {
  const rest = args.get(parameters.at(-1)!.name) ?? null;
  const before = parameters.slice(0, -1);
  if (!isList(rest) || args.size !== parameters.length) return null;
  const fitted = fitAll(
    before,
    before.map(({ name }) => args.get(name) ?? null),
  );
  return fitted && [...fitted, rest];
}

function fitAll(parameters: BuiltInParameter[], args: readonly Value[]): unknown[] | null {
  const fitted: Value[] = [];
  for (let index = 0; index < parameters.length; index++) {
    const value = fitOne(parameters[index]!, args[index] ?? null);
    if (value === misfit) return null;
    fitted.push(value);
  }
  return fitted;
}

function fitOne(parameter: BuiltInParameter, value: Value): Value | typeof misfit {
  if (value === null) return parameter.nullable ? null : misfit;
  for (const type of parameter.types) {
    if (type.kind === 'function') return value instanceof FeelFunction ? value : misfit;
    const fitted = coerce(value, type);
    if (fitted !== misfit && (fitted !== null || parameter.nullable)) return fitted;
  }
  return misfit;
}
