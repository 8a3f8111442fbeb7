import type { Node } from '../parse/tree.js';
import { equals } from '../values/compare.js';
import { contains, operatorRange } from '../values/ranges.js';
import { FeelRange, isList, kindOf, type Value } from '../values/value.js';
import type { Compiler } from './compiler.js';
import { compareBy } from './operators.js';
import { type Code, LocalScope, type Scope } from './scope.js';
import { mentions } from './weight.js';

/** What asks something by itself: its answer is the test's, where a plain true or false is compared with the input. */
const conditionKinds: ReadonlySet<Node['kind']> = new Set([
  'comparison',
  'and',
  'or',
  'between',
  'in',
  'instanceOf',
  'some',
  'every',
  'call',
]);

type Kind<K> = Extract<Node, { kind: K }>;
/** `in` (10.3.2.10, table 49): true when one of the tests is, false when all are false, else null. */
export function compileIn(node: Kind<'in'>, compiler: Compiler): Code {
  const value = compiler.compile(node.value);
  const tests = node.tests.map((test) => compileTest(test, compiler));
  return (scope) => anyOf(tests, new LocalScope(scope, '?', value(scope)));
}

/** The tests of a cell about `?`; `-` accepts everything, `not(…)` turns the answer around. */
export function compileUnaryTests(node: Kind<'unaryTests'>, compiler: Compiler): Code {
  if (node.any) return () => true;
  const tests = node.tests.map((test) => compileTest(test, compiler));
  return (scope) => {
    const result = anyOf(tests, scope);
    return node.negated && result !== null ? !result : result;
  };
}

/** `> 5` where a value is wanted: the range of what passes; inside a test it is a test. */
export function compileOperatorTest(node: Kind<'operatorTest'>, compiler: Compiler): Code {
  const operand = compiler.compile(node.operand);
  return (scope) => operatorRange(node.operator, operand(scope));
}

function anyOf(tests: Code[], scope: Scope): Value {
  let result: Value = false;
  for (const test of tests) {
    const passed = test(scope);
    if (passed === true) return true;
    if (passed === null) result = null;
  }
  return result;
}

/** A test of `?`: true, false or null. */
function compileTest(node: Node, compiler: Compiler): Code {
  if (node.kind === 'operatorTest') {
    const operand = compiler.compile(node.operand);
    return compiler.noted(node, (scope) =>
      compareBy(node.operator, scope.lookup('?') ?? null, operand(scope), node, scope.run),
    );
  }
  const code = compiler.compile(node);
  if (!mentions(node, '?')) return (scope) => passes(scope.lookup('?') ?? null, code(scope), node, scope);
  return (scope) => {
    const value = code(scope);
    return typeof value === 'boolean' ? value : scope.run.failAt(node, 'notBoolean', value);
  };
}

/** Whether the input is the value, lies in it, or is one of it. */
function passes(input: Value, value: Value, node: Node, scope: Scope): Value {
  const { run } = scope;
  if (value === null && node.kind === 'interval') return null;
  if (value instanceof FeelRange && !(input instanceof FeelRange)) {
    return contains(value, input, run) ?? run.failAt(node, 'notComparable', input, value);
  }
  if (isList(value)) return inList(input, value, scope);
  if (typeof value === 'boolean' && typeof input !== 'boolean' && conditionKinds.has(node.kind)) return value;
  return equals(input, value, run) ?? run.failAt(node, 'notComparable', input, value);
}

function inList(input: Value, list: readonly Value[], scope: Scope): Value {
  const { run } = scope;
  run.budget.spend(list.length);
  if (isList(input) && equals(input, list, run) === true) return true;
  for (const item of list) {
    if (item instanceof FeelRange && !(input instanceof FeelRange)) {
      if (contains(item, input, run) === true) return true;
    } else if (kindOf(item) === kindOf(input) && equals(input, item, run) === true) return true;
  }
  return false;
}
