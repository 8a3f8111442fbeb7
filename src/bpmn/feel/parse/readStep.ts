import type { SyntaxNode } from '@lezer/common';
import { meaningful, type Reader } from './reader.js';
import { normalizeName } from './strings.js';
import type { Node } from './tree.js';

/** Reads paths, filters, calls and at-literals. */
export function readStep(reader: Reader, node: SyntaxNode): Node | null {
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
