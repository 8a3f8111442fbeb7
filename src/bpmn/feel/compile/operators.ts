import type { ComparisonOperator, Node } from '../parse/tree.js';
import { arithmetic, isDuration, negate } from '../values/arithmetic.js';
import { compare, equals } from '../values/compare.js';
import { isInstance } from '../values/conform.js';
import { FeelNumber } from '../values/number.js';
import { FeelDateTime, FeelTime } from '../values/temporal.js';
import { FeelRange, type Value } from '../values/value.js';
import type { Compiler } from './compiler.js';
import type { Run } from './run.js';
import type { Code } from './scope.js';

type Kind<K> = Extract<Node, { kind: K }>;

export function compileArithmetic(node: Kind<'arithmetic'>, compiler: Compiler): Code {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)];
  const { operator } = node;
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    scope.run.at = node;
    return arithmetic(operator, a, b, scope.run);
  };
}

export function compileNegation(node: Kind<'negation'>, compiler: Compiler): Code {
  const operand = compiler.compile(node.operand);
  return (scope) => {
    const value = operand(scope);
    if (value instanceof FeelNumber) return value.neg();
    return isDuration(value) ? negate(value) : scope.run.failAt(node, 'wrongTypes', value);
  };
}

export function compileComparison(node: Kind<'comparison'>, compiler: Compiler): Code {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)];
  const { operator } = node;
  return (scope) => compareBy(operator, left(scope), right(scope), node, scope.run);
}

/** Comparison by an operator (tables 50 to 53): true, false, or null with its reason. */
export function compareBy(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  node: Node,
  run: Run,
): Value {
  if (operator === '=' || operator === '!=') {
    const equal = equals(left, right, run);
    if (equal === null) return notComparable(left, right, node, run);
    return operator === '=' ? equal : !equal;
  }
  const order = compare(left, right, run);
  if (order === null) return notComparable(left, right, node, run);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function notComparable(left: Value, right: Value, node: Node, run: Run): null {
  const moments = (value: Value) => value instanceof FeelDateTime || value instanceof FeelTime;
  const sameKind = moments(left) && left?.constructor === right?.constructor;
  return run.failAt(node, sameKind ? 'zoneNeeded' : 'notComparable', left, right);
}

/** `and`, `or` of three values (table 48): what is neither true nor false is null. */
export function compileLogic(node: Kind<'and' | 'or'>, compiler: Compiler): Code {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)];
  const decisive = node.kind === 'or';
  return (scope) => {
    const a = left(scope);
    if (a === decisive) return decisive;
    const b = right(scope);
    if (b === decisive) return decisive;
    if (a === !decisive && b === !decisive) return !decisive;
    const culprit = a === !decisive ? b : a;
    return culprit === null ? null : scope.run.failAt(node, 'notBoolean', culprit);
  };
}

export function compileBetween(node: Kind<'between'>, compiler: Compiler): Code {
  const [value, low, high] = [node.value, node.low, node.high].map((part) => compiler.compile(part));
  return (scope) => {
    const [x, from, to] = [value!(scope), low!(scope), high!(scope)];
    const [above, below] = [compare(x, from, scope.run), compare(x, to, scope.run)];
    if (above === null || below === null) return scope.run.failAt(node, 'notComparable', x, from, to);
    return above >= 0 && below <= 0;
  };
}

export function compileInstanceOf(node: Kind<'instanceOf'>, compiler: Compiler): Code {
  const value = compiler.compile(node.value);
  const type = compiler.type(node.type);
  if (!type) return (scope) => scope.run.failAt(node.type, 'unknownType');
  return (scope) => {
    const tested = value(scope);
    return isInstance(tested, type, scope.run.budget);
  };
}

export function compileInterval(node: Kind<'interval'>, compiler: Compiler): Code {
  const [start, end] = [compiler.compile(node.start), compiler.compile(node.end)];
  return (scope) => {
    const [from, to] = [start(scope), end(scope)];
    const order = compare(from, to, scope.run);
    if (order === null || order > 0) return scope.run.failAt(node, 'badRange', from, to);
    return new FeelRange(from, to, node.startIncluded, node.endIncluded);
  };
}
