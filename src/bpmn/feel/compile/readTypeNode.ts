import type { TypeNode } from '../parse/tree.js';
import type { FeelType } from '../values/types.js';

/** The type that is written; null when one of its names is unknown. */
export function readTypeNode(node: TypeNode, byName: (name: string) => FeelType | null): FeelType | null {
  const read = (part: TypeNode) => readTypeNode(part, byName);
  switch (node.kind) {
    case 'name':
      return byName(node.name);
    case 'list':
    case 'range': {
      const of = read(node.of);
      return of && { kind: node.kind, of };
    }
    case 'context': {
      const entries = new Map<string, FeelType>();
      for (const { name, type } of node.entries) {
        const of = read(type);
        if (!of) return null;
        entries.set(name, of);
      }
      return { kind: 'context', entries };
    }
    default: {
      const result = read(node.result);
      const parameters = node.parameters.map(read);
      if (!result || parameters.includes(null)) return null;
      return { kind: 'function', parameters: parameters as FeelType[], result };
    }
  }
}
