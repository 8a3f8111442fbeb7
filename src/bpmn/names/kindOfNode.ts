import type { FeelType, Node } from '../feel/index.js';
import type { KnownField, KnownFields } from './knownData.js';

/** The field that a name, or names joined by full stops, stands for; null when nothing is known of it. */
export function fieldOf(node: Node, fields: KnownFields): KnownField | null {
  if (node.kind === 'name') return fields.get(node.name) ?? null;
  if (node.kind !== 'path') return null;
  const source = fieldOf(node.source, fields);
  return source?.type.kind === 'context' ? (source.fields?.get(node.name) ?? null) : null;
}

const functionResultKinds: Record<string, FeelType['kind'] | undefined> = {
  date: 'date',
  today: 'date',
  now: 'date and time',
  'date and time': 'date and time',
  time: 'time',
  count: 'number',
  sum: 'number',
  'string length': 'number',
  string: 'string',
  not: 'boolean',
};

const booleanNodeKinds: ReadonlySet<Node['kind']> = new Set([
  'comparison',
  'and',
  'or',
  'between',
  'in',
  'instanceOf',
]);

/** The kind of value that a node yields when it is not null; null when unknown. */
export function kindOfNode(node: Node, fields: KnownFields): FeelType['kind'] | null {
  if (node.kind === 'number' || node.kind === 'string' || node.kind === 'boolean') return node.kind;
  if (booleanNodeKinds.has(node.kind)) return 'boolean';
  if (node.kind === 'call' && node.callee.kind === 'name')
    return functionResultKinds[node.callee.name] ?? null;
  const kind = fieldOf(node, fields)?.type.kind ?? null;
  return kind === 'Any' ? null : kind;
}
