import type { SyntaxNode } from '@lezer/common';
import { readType } from './readType.js';
import { normalizeName } from './strings.js';
import { meaningful, type Reader, readIterators } from './toTree.js';
import type { ArithmeticOperator, ComparisonOperator, Node } from './tree.js';

/** Reads what combines other expressions: operators, paths, filters, calls, if, for, some, every. */
export function readOperation(reader: Reader, node: SyntaxNode): Node | null {
  return readOperator(reader, node) ?? readStep(reader, node) ?? readControl(reader, node);
}

function readOperator(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  const [first, second] = meaningful(node);
  switch (node.name) {
    case 'ArithmeticExpression': {
      const sign = reader.slice(node.getChild('ArithOp') ?? reader.fail(node));
      if (!first) return reader.fail(node);
      if (!second) {
        return sign === '-' ? { kind: 'negation', operand: reader.read(first), ...span } : reader.fail(node);
      }
      const operator = (sign === '^' ? '**' : sign) as ArithmeticOperator;
      return { kind: 'arithmetic', operator, left: reader.read(first), right: reader.read(second), ...span };
    }
    case 'Conjunction':
    case 'Disjunction': {
      const kind = node.name === 'Conjunction' ? 'and' : 'or';
      if (!first || !second) return reader.fail(node);
      return { kind, left: reader.read(first), right: reader.read(second), ...span };
    }
    case 'Comparison':
      return readComparison(reader, node);
    case 'SimplePositiveUnaryTest':
      return readSimpleTest(reader, node);
    case 'InstanceOfExpression': {
      const type = node.getChild('Type') ?? reader.fail(node);
      return {
        kind: 'instanceOf',
        value: reader.read(first ?? reader.fail(node)),
        type: readType(reader, type),
        ...span,
      };
    }
    default:
      return null;
  }
}

function readComparison(reader: Reader, node: SyntaxNode): Node {
  const span = { from: node.from, to: node.to };
  const [first, second, third] = meaningful(node);
  if (!first || !second) return reader.fail(node);
  const value = reader.read(first);
  if (node.getChild('between')) {
    return {
      kind: 'between',
      value,
      low: reader.read(second),
      high: reader.read(third ?? reader.fail(node)),
      ...span,
    };
  }
  if (node.getChild('in')) {
    const tests = second.name === 'PositiveUnaryTests' ? meaningful(second) : [second];
    return { kind: 'in', value, tests: reader.all(tests), ...span };
  }
  const operator = reader.slice(node.getChild('CompareOp') ?? reader.fail(node)) as ComparisonOperator;
  return { kind: 'comparison', operator, left: value, right: reader.read(second), ...span };
}

function readSimpleTest(reader: Reader, node: SyntaxNode): Node {
  const span = { from: node.from, to: node.to };
  const sign = node.getChild('CompareOp');
  if (sign) {
    const operand = reader.read(meaningful(node)[0] ?? reader.fail(node));
    return { kind: 'operatorTest', operator: reader.slice(sign) as ComparisonOperator, operand, ...span };
  }
  const interval = node.getChild('Interval') ?? reader.fail(node);
  const [start, end] = meaningful(interval);
  if (!start || !end) return reader.fail(node);
  return {
    kind: 'interval',
    start: reader.read(start),
    end: reader.read(end),
    startIncluded: reader.slice(interval).startsWith('['),
    endIncluded: reader.slice(interval).endsWith(']'),
    ...span,
  };
}

function readStep(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  const [first, second] = meaningful(node);
  switch (node.name) {
    case 'PathExpression': {
      if (!first || !second) return reader.fail(node);
      return { kind: 'path', source: reader.read(first), name: normalizeName(reader.slice(second)), ...span };
    }
    case 'FilterExpression':
      if (!first || !second) return reader.fail(node);
      return { kind: 'filter', source: reader.read(first), condition: reader.read(second), ...span };
    case 'DateTimeLiteral': {
      const at = node.getChild('AtLiteral')?.getChild('StringLiteral');
      return at ? { kind: 'at', text: reader.slice(at).slice(1, -1), ...span } : readCall(reader, node);
    }
    case 'FunctionInvocation':
      return readCall(reader, node);
    default:
      return null;
  }
}

function readCall(reader: Reader, node: SyntaxNode): Node {
  const span = { from: node.from, to: node.to };
  const [callee] = meaningful(node);
  if (!callee) return reader.fail(node);
  const named = node.getChild('NamedParameters')?.getChildren('NamedParameter');
  const positional = node.getChild('PositionalParameters');
  const pairs = named?.map((part) => meaningful(part));
  return {
    kind: 'call',
    callee: reader.read(callee),
    args: pairs
      ? pairs.map(([, value]) => reader.read(value ?? reader.fail(node)))
      : reader.all(positional ? meaningful(positional) : []),
    names: pairs ? pairs.map(([name]) => normalizeName(reader.slice(name ?? reader.fail(node)))) : null,
    ...span,
  };
}

function readControl(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  const parts = meaningful(node);
  const last = parts.at(-1);
  switch (node.name) {
    case 'IfExpression': {
      const [condition, chosen, otherwise] = parts;
      if (!condition || !chosen || !otherwise) return reader.fail(node);
      return {
        kind: 'if',
        condition: reader.read(condition),
        chosen: reader.read(chosen),
        otherwise: reader.read(otherwise),
        ...span,
      };
    }
    case 'ForExpression':
      if (!last) return reader.fail(node);
      return { kind: 'for', iterators: readIterators(reader, node), body: reader.read(last), ...span };
    case 'QuantifiedExpression': {
      const kind = node.getChild('some') ? 'some' : 'every';
      if (!last) return reader.fail(node);
      return { kind, iterators: readIterators(reader, node), condition: reader.read(last), ...span };
    }
    default:
      return null;
  }
}
