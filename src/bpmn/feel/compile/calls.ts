import { readDateTime, readTime } from '../functions/readTemporal.js';
import { builtIn } from '../functions/registry.js';
import type { Node, Span } from '../parse/tree.js';
import { parseDuration } from '../values/duration.js';
import { parseDate } from '../values/temporal.js';
import { anyType } from '../values/types.js';
import { type Evaluation, FeelFunction, type Value } from '../values/value.js';
import type { Compiler } from './compiler.js';
import type { Run } from './run.js';
import { type Code, NamesScope, type Scope } from './scope.js';
import { weightOf } from './weight.js';

type Kind<K> = Extract<Node, { kind: K }>;

/** A call with arguments by position or by name (10.3.2.13.4). */
export function compileCall(node: Kind<'call'>, compiler: Compiler): Code {
  const literal = literalOf(node);
  const code = compileAnyCall(node, compiler);
  if (!literal) return code;
  const { name, value } = literal;
  return (scope) => (scope.lookup(name) === undefined ? value : code(scope));
}

/** `duration("PT8H")` and its like are read once, unless somebody's variable has the function's name. */
function literalOf({ callee, args, names }: Kind<'call'>): { name: string; value: Value } | null {
  const [arg] = args;
  if (callee.kind !== 'name' || names || args.length !== 1 || arg?.kind !== 'string') return null;
  const value = literalReaders[callee.name]?.(arg.value) ?? null;
  return value === null ? null : { name: callee.name, value };
}

const literalReaders: Record<string, ((text: string) => Value) | undefined> = {
  date: parseDate,
  time: readTime,
  'date and time': readDateTime,
  duration: parseDuration,
};

function compileAnyCall(node: Kind<'call'>, compiler: Compiler): Code {
  const callee = compileCallee(node.callee, compiler);
  const args = node.args.map((arg) => compiler.compile(arg));
  const { names } = node;
  return (scope) => {
    const { run } = scope;
    const called = callee(scope);
    if (!(called instanceof FeelFunction)) {
      return called === undefined
        ? run.failAt(node.callee, 'unknownName')
        : run.failAt(node, 'notAFunction', called);
    }
    const values = args.map((arg) => arg(scope));
    run.budget.spend(1);
    run.at = node;
    return names ? callNamed(called, names, values, node, run) : run.apply(called, values);
  };
}

function compileCallee(node: Node, compiler: Compiler): (scope: Scope) => Value | undefined {
  if (node.kind !== 'name') return compiler.compile(node);
  const { name } = node;
  const known = builtIn(name);
  return (scope) => {
    const found = scope.lookup(name);
    return found instanceof FeelFunction || !known ? found : known;
  };
}

function callNamed(called: FeelFunction, names: string[], values: Value[], node: Span, run: Run): Value {
  const given = new Map(names.map((name, index) => [name, values[index] ?? null]));
  if (given.size !== names.length) return run.failAt(node, 'wrongArguments', ...values);
  if (called.invokeNamed) return called.invokeNamed(given, run);
  const parameters = called.parameters ?? [];
  const known = names.every((name) => parameters.some((parameter) => parameter.name === name));
  if (!known) return run.failAt(node, 'wrongArguments', ...values);
  const ordered = parameters.map(({ name }) => given.get(name) ?? null);
  return run.apply(called, ordered);
}

/** `function(a: number) a + 1`: remembers the names around it. */
export function compileFunction(node: Kind<'functionDefinition'>, compiler: Compiler): Code {
  const parameters = node.parameters.map(({ name, type }) => ({
    name,
    type: (type && compiler.type(type)) ?? anyType,
  }));
  if (node.external) return () => external(node);
  const body = compiler.compile(node.body);
  const weight = weightOf(node.body);
  return (scope) =>
    new FeelFunction(null, parameters, anyType, (args, evaluation) => {
      evaluation.budget.spend(weight);
      const names = new Map(parameters.map(({ name }, index) => [name, args[index] ?? null]));
      return body(new NamesScope(scope, names));
    });
}

/** A body in Java or PMML: nothing of the kind is run. */
function external(node: Kind<'functionDefinition'>): FeelFunction {
  const parameters = node.parameters.map(({ name }) => ({ name, type: anyType }));
  return new FeelFunction(null, parameters, anyType, (_args, evaluation: Evaluation) =>
    evaluation.fail('externalFunction'),
  );
}
