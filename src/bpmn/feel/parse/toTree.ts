import type { SyntaxNode } from '@lezer/common';
import { FeelLimit, type Limits } from '../limits.js';
import { parseNumber } from '../values/number.js';
import { readOperation } from './readOperation.js';
import { readType } from './readType.js';
import { normalizeName, unescapeString } from './strings.js';
import { FeelSyntaxError } from './syntaxError.js';
import type { ContextEntry, Iterator, Node, ParameterNode } from './tree.js';

/** Reads the grammar's concrete tree into ours. */
export class Reader {
  private depth = 0;

  constructor(
    readonly text: string,
    private readonly limits: Readonly<Limits>,
  ) {}

  slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  fail(node: SyntaxNode): never {
    throw new FeelSyntaxError(this.text, node.from, node.to);
  }

  /** @throws {FeelSyntaxError | FeelLimit} */
  read(node: SyntaxNode): Node {
    this.depth += 1;
    if (this.depth > this.limits.depth) throw new FeelLimit('depth', this.limits.depth);
    const result =
      readLeaf(this, node) ?? readBoxed(this, node) ?? readOperation(this, node) ?? this.fail(node);
    this.depth -= 1;
    return result;
  }

  all(nodes: SyntaxNode[]): Node[] {
    return nodes.map((node) => this.read(node));
  }
}

export function toTree(top: SyntaxNode, text: string, limits: Readonly<Limits>): Node {
  const reader = new Reader(text, limits);
  if (top.name === 'UnaryTests') return readUnaryTests(reader, top);
  const [only, second] = meaningful(top);
  if (!only || second) return reader.fail(second ?? top);
  return reader.read(only);
}

/** Children that carry meaning: expressions, types, names; brackets, signs, words and comments are left out. */
export function meaningful(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) && !SIGNS.has(child.name)) found.push(child);
    else if (child.name === 'null' || child.name === '?') found.push(child);
  }
  return found;
}

const SIGNS = new Set(['ArithOp', 'CompareOp', 'LineComment', 'BlockComment', 'Wildcard']);

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

/** The iterators of `for`, `some` and `every`. */
export function readIterators(reader: Reader, node: SyntaxNode): Iterator[] {
  const list = node.getChild('InExpressions') ?? reader.fail(node);
  return list.getChildren('InExpression').map((part) => {
    const [name, source] = meaningful(part);
    if (!name || !source) return reader.fail(part);
    const ends = source.name === 'IterationContext' ? meaningful(source) : [source];
    return {
      name: normalizeName(reader.slice(name)),
      source: reader.read(ends[0] ?? reader.fail(part)),
      end: ends[1] ? reader.read(ends[1]) : null,
      from: part.from,
      to: part.to,
    };
  });
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
