import { typeOfNode } from '../expressions/typeOfNode.js';
import type { FeelType, Node } from '../feel/index.js';
import type { KnownField, KnownFields } from './knownData.js';

/** The field that a name, or names joined by full stops, stands for; null when nothing is known of it. */
export function fieldOf(node: Node, fields: KnownFields): KnownField | null {
  if (node.kind === 'name') return fields.get(node.name) ?? null;
  if (node.kind !== 'path') return null;
  const source = fieldOf(node.source, fields);
  return source?.type.kind === 'context' ? (source.fields?.get(node.name) ?? null) : null;
}

/** The kind of value that a node yields when it is not null; null when unknown. */
export function kindOfNode(node: Node, fields: KnownFields): FeelType['kind'] | null {
  const { kind } = typeOfNode(node, (name) => fields.get(name)?.type);
  return kind === 'Any' ? null : kind;
}
