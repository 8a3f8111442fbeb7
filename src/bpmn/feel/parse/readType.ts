import type { SyntaxNode } from '@lezer/common';
import type { Reader } from './reader.js';
import { normalizeName } from './strings.js';
import type { TypeNode } from './tree.js';

/** Reads a type: a name, `list<…>`, `range<…>`, `context<…>` or `function<…> -> …` (grammar rule 52). */
export function readType(reader: Reader, node: SyntaxNode): TypeNode {
  const span = { from: node.from, to: node.to };
  const part = node.name === 'Type' ? (node.firstChild ?? reader.fail(node)) : node;
  switch (part.name) {
    case 'ListType': {
      const kind = reader.slice(part).startsWith('range') ? 'range' : 'list';
      return { kind, of: readType(reader, part.getChild('Type') ?? reader.fail(part)), ...span };
    }
    case 'ContextType': {
      const entries = part.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
      return { kind: 'context', entries: entries.map((entry) => readEntryType(reader, entry)), ...span };
    }
    case 'FunctionType': {
      const args = part.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? [];
      return {
        kind: 'function',
        parameters: args.map((arg) => readType(reader, arg.getChild('Type') ?? reader.fail(arg))),
        result: readType(reader, part.getChild('Type') ?? reader.fail(part)),
        ...span,
      };
    }
    default:
      return { kind: 'name', name: normalizeName(reader.slice(part)), ...span };
  }
}

function readEntryType(reader: Reader, node: SyntaxNode): { name: string; type: TypeNode } {
  const name = node.getChild('Name') ?? reader.fail(node);
  const type = node.getChild('Type') ?? reader.fail(node);
  return { name: normalizeName(reader.slice(name)), type: readType(reader, type) };
}
