import type { SyntaxNode } from '@lezer/common';
import { meaningful, type Reader } from './reader.js';
import { readType } from './readType.js';
import type { ArithmeticOperator, ComparisonOperator, Node } from './tree.js';

/** Reads arithmetic, logic, comparisons, tests, ranges and `instance of`. */
export function readOperator(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  const [first, second] = meaningful(node);
  switch (node.name) {
    case 'ArithmeticExpression':
      return readArithmetic(reader, node);
    case 'Conjunction':
    case 'Disjunction': {
      const kind = node.name === 'Conjunction' ? 'and' : 'or';
      if (!first || !second) return reader.fail(node);
      return { kind, left: operand(reader, first), right: operand(reader, second), ...span };
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

function readArithmetic(reader: Reader, node: SyntaxNode): Node {
  const span = { from: node.from, to: node.to };
  const [first, second] = meaningful(node);
  const sign = reader.slice(node.getChild('ArithOp') ?? reader.fail(node));
  if (!first) return reader.fail(node);
  if (!second) {
    return sign === '-' ? { kind: 'negation', operand: operand(reader, first), ...span } : reader.fail(node);
  }
  const operator = (sign === '^' ? '**' : sign) as ArithmeticOperator;
  return {
    kind: 'arithmetic',
    operator,
    left: operand(reader, first),
    right: operand(reader, second),
    ...span,
  };
}

/** `a == b` would be a compared with the test `= b`: a test is an operand in parentheses only. */
function operand(reader: Reader, node: SyntaxNode): Node {
  const isTest = node.name === 'SimplePositiveUnaryTest' && node.getChild('CompareOp') !== null;
  return isTest ? reader.fail(node) : reader.read(node);
}

function readComparison(reader: Reader, node: SyntaxNode): Node {
  const span = { from: node.from, to: node.to };
  const [first, second, third] = meaningful(node);
  if (!first || !second) return reader.fail(node);
  const value = operand(reader, first);
  if (node.getChild('between')) {
    return {
      kind: 'between',
      value,
      low: operand(reader, second),
      high: operand(reader, third ?? reader.fail(node)),
      ...span,
    };
  }
  if (node.getChild('in')) {
    const tests = second.name === 'PositiveUnaryTests' ? meaningful(second) : [second];
    return { kind: 'in', value, tests: reader.all(tests), ...span };
  }
  const operator = reader.slice(node.getChild('CompareOp') ?? reader.fail(node)) as ComparisonOperator;
  return { kind: 'comparison', operator, left: value, right: operand(reader, second), ...span };
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
