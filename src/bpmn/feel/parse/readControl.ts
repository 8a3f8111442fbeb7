import type { SyntaxNode } from '@lezer/common';
import { meaningful, type Reader } from './reader.js';
import { normalizeName } from './strings.js';
import type { Iterator, Node } from './tree.js';

/** Reads `if`, `for`, `some` and `every`. */
export function readControl(reader: Reader, node: SyntaxNode): Node | null {
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

/** The iterators of `for`, `some` and `every`. */
function readIterators(reader: Reader, node: SyntaxNode): Iterator[] {
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
