import type { InputNode } from '../../submission/inputTree.js';
import { readRows } from '../../submission/reading.js';
import type { SentField } from '../widget.js';

type Data = Record<string, unknown>;

/** The nodes in the order in which they were sent. */
export function readTree({ schema, node, path, reading }: SentField): unknown {
  const nodes = readRows(schema, node, path, reading, { isKept: isTreeNode(node), canGrow: true });
  return nodes === undefined ? undefined : completeTree(nodes);
}

/** Whether a row of a tree has more than its place in it, or has rows below it. */
function isTreeNode(rows: InputNode): (row: Data) => boolean {
  const parents = new Set(
    [...rows.children.values()].flatMap((row) => row.children.get('parentKey')?.values ?? []),
  );
  return (row) =>
    Object.keys(row).some((name) => name !== 'key' && name !== 'parentKey') || parents.has(String(row.key));
}

/** Gives every node a key, a parent (or null) and a list of positions: nodes added without JavaScript have none yet. */
function completeTree(nodes: Data[]): Data[] {
  const taken = new Set(nodes.map((node) => node.key));
  let next = 1;
  const newKey = () => {
    while (taken.has(`d${next}`)) next += 1;
    taken.add(`d${next}`);
    return `d${next}`;
  };
  return nodes.map((node) => ({
    ...node,
    key: node.key ?? newKey(),
    parentKey: node.parentKey ?? null,
    positions: node.positions ?? [],
  }));
}
