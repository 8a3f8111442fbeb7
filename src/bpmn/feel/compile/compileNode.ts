import { readTemporal } from '../functions/readTemporal.js';
import { builtIn } from '../functions/registry.js';
import type { Node } from '../parse/tree.js';
import type { Value } from '../values/value.js';
import { compileCall, compileFunction } from './calls.js';
import type { Compiler } from './compiler.js';
import { compileFor, compileIf, compileQuantified } from './control.js';
import {
  compileArithmetic,
  compileBetween,
  compileComparison,
  compileInstanceOf,
  compileInterval,
  compileLogic,
  compileNegation,
} from './operators.js';
import { compileFilter, compilePath } from './paths.js';
import { type Code, NamesScope } from './scope.js';
import { compileIn, compileOperatorTest, compileUnaryTests } from './unaryTests.js';

type Kind<K> = Extract<Node, { kind: K }>;

/** One closure for the node. */
export function compileNode(node: Node, compiler: Compiler): Code {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return constant(node.value);
    case 'null':
      return constant(null);
    case 'at': {
      const value = readTemporal(node.text);
      return value ? constant(value) : (scope) => scope.run.failAt(node, 'unreadable', node.text);
    }
    case 'name':
      return compileName(node);
    case 'input':
      return (scope) => scope.lookup('?') ?? null;
    case 'list':
      return compileList(node, compiler);
    case 'context':
      return compileContext(node, compiler);
    case 'functionDefinition':
      return compileFunction(node, compiler);
    case 'call':
      return compileCall(node, compiler);
    case 'path':
      return compilePath(node, compiler);
    case 'filter':
      return compileFilter(node, compiler);
    default:
      return compileOperation(node, compiler);
  }
}

function compileOperation(node: Node, compiler: Compiler): Code {
  switch (node.kind) {
    case 'arithmetic':
      return compileArithmetic(node, compiler);
    case 'negation':
      return compileNegation(node, compiler);
    case 'comparison':
      return compileComparison(node, compiler);
    case 'and':
    case 'or':
      return compileLogic(node, compiler);
    case 'between':
      return compileBetween(node, compiler);
    case 'in':
      return compileIn(node, compiler);
    case 'instanceOf':
      return compileInstanceOf(node, compiler);
    case 'interval':
      return compileInterval(node, compiler);
    case 'operatorTest':
      return compileOperatorTest(node, compiler);
    case 'unaryTests':
      return compileUnaryTests(node, compiler);
    case 'if':
      return compileIf(node, compiler);
    case 'for':
      return compileFor(node, compiler);
    case 'some':
    case 'every':
      return compileQuantified(node, compiler);
    default:
      throw new Error(`no code for ${node.kind}`);
  }
}

function constant(value: Value): Code {
  return () => value;
}

/** A name: the nearest that has it, at last a function of the standard. */
function compileName(node: Kind<'name'>): Code {
  const { name } = node;
  const known = builtIn(name);
  return (scope) => {
    const value = scope.lookup(name);
    return value === undefined ? (known ?? scope.run.failAt(node, 'unknownName')) : value;
  };
}

function compileList(node: Kind<'list'>, compiler: Compiler): Code {
  const items = node.items.map((item) => compiler.compile(item));
  return (scope) => {
    scope.run.budget.list(items.length);
    return items.map((item) => item(scope));
  };
}

/** Each entry sees those before it; a key twice makes the whole null (10.3.2.6). */
function compileContext(node: Kind<'context'>, compiler: Compiler): Code {
  const entries = node.entries.map(({ key, value }) => ({ key, code: compiler.compile(value) }));
  const keys = new Set(entries.map(({ key }) => key));
  if (keys.size < entries.length) return (scope) => scope.run.failAt(node, 'duplicateKey');
  return (scope) => {
    scope.run.budget.list(entries.length);
    const context = new Map<string, Value>();
    const inner = new NamesScope(scope, context);
    for (const { key, code } of entries) context.set(key, code(inner));
    return context;
  };
}
