import type { SyntaxNode } from '@lezer/common';
import type { Limits } from '../limits.js';
import { parseNumber } from '../values/number.js';
import { readControl } from './readControl.js';
import { meaningful, Reader } from './reader.js';
import { readOperator } from './readOperator.js';
import { readStep } from './readStep.js';
import { readType } from './readType.js';
import { normalizeName, unescapeString } from './strings.js';
import type { ContextEntry, Node, ParameterNode } from './tree.js';

/** Reads the grammar's concrete tree into ours. @throws {FeelSyntaxError | FeelLimit} */
export function toTree(top: SyntaxNode, text: string, limits: Readonly<Limits>): Node {
  const reader = new Reader(text, limits, [readLeaf, readBoxed, readOperator, readStep, readControl]);
  if (top.name === 'UnaryTests') return readUnaryTests(reader, top);
  const [only, second] = meaningful(top);
  if (!only || second) return reader.fail(second ?? top);
  return reader.read(only);
}

function readLeaf(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  switch (node.name) {
    case 'NumericLiteral': {
      const value = parseNumber(reader.slice(node).replace(/\s+/g, ''));
      return value ? { kind: 'number', value, ...span } : reader.fail(node);
    }
    case 'StringLiteral':
      return { kind: 'string', value: unescapeString(reader.slice(node).slice(1, -1)), ...span };
    case 'BooleanLiteral':
      return { kind: 'boolean', value: reader.slice(node) === 'true', ...span };
    case 'null':
      return { kind: 'null', ...span };
    case '?':
      return { kind: 'input', ...span };
    case 'VariableName':
    case 'SpecialFunctionName':
    case 'DateTimeConstructor':
      return { kind: 'name', name: normalizeName(reader.slice(node)), ...span };
    case 'ParenthesizedExpression':
      return { ...reader.read(meaningful(node)[0] ?? reader.fail(node)), ...span };
    case 'PositiveUnaryTest':
      return reader.read(meaningful(node)[0] ?? reader.fail(node));
    default:
      return null;
  }
}

function readBoxed(reader: Reader, node: SyntaxNode): Node | null {
  const span = { from: node.from, to: node.to };
  const parts = meaningful(node);
  switch (node.name) {
    case 'List':
      return { kind: 'list', items: reader.all(parts), ...span };
    case 'Context':
      return { kind: 'context', entries: parts.map((entry) => readEntry(reader, entry)), ...span };
    case 'FunctionDefinition': {
      const body = node.getChild('FunctionBody')?.firstChild ?? reader.fail(node);
      const formal = node.getChild('FormalParameters');
      return {
        kind: 'functionDefinition',
        parameters: formal
          ? formal.getChildren('FormalParameter').map((part) => readParameter(reader, part))
          : [],
        body: reader.read(body),
        external: node.getChild('external') !== null,
        ...span,
      };
    }
    default:
      return null;
  }
}

function readEntry(reader: Reader, node: SyntaxNode): ContextEntry {
  const [key, value] = meaningful(node);
  if (key?.name !== 'Key' || !value) return reader.fail(node);
  const written = reader.slice(key);
  const name = written.startsWith('"') ? unescapeString(written.slice(1, -1)) : normalizeName(written);
  return { key: name, value: reader.read(value), from: node.from, to: node.to };
}

function readParameter(reader: Reader, node: SyntaxNode): ParameterNode {
  const name = node.getChild('ParameterName') ?? reader.fail(node);
  const type = node.getChild('Type');
  return {
    name: normalizeName(reader.slice(name)),
    type: type ? readType(reader, type) : null,
    from: node.from,
    to: node.to,
  };
}

function readUnaryTests(reader: Reader, top: SyntaxNode): Node {
  const tests = top.getChild('PositiveUnaryTests');
  return {
    kind: 'unaryTests',
    any: top.getChild('Wildcard') !== null,
    negated: top.getChild('not') !== null,
    tests: tests ? reader.all(meaningful(tests)) : [],
    from: top.from,
    to: top.to,
  };
}
