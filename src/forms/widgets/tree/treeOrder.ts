/** A node of a flat tree in reading order: each after its parent, siblings in their given order. */
export interface PlacedNode {
  node: Record<string, unknown>;
  /** Position in the list. */
  index: number;
  depth: number;
}

/**
 * Nodes in reading order. Those below unknown parents or in a circle come last, as roots, so that a wrong tree can be
 * shown and corrected.
 */
export function treeOrder(nodes: unknown[]): PlacedNode[] {
  const all = nodes.map((node, index) => ({ node: asObject(node), index }));
  const children = new Map<unknown, typeof all>();
  for (const entry of all) {
    const parent = entry.node.parentKey ?? null;
    children.set(parent, [...(children.get(parent) ?? []), entry]);
  }
  const placed = new Map<number, PlacedNode>();
  const place = (entries: typeof all, depth: number) => {
    for (const { node, index } of entries) {
      if (placed.has(index)) continue;
      placed.set(index, { node, index, depth });
      if (node.key !== undefined && node.key !== null) place(children.get(node.key) ?? [], depth + 1);
    }
  };
  place(children.get(null) ?? [], 0);
  const keys = new Set(all.map(({ node }) => node.key));
  place(
    all.filter(({ node }) => !keys.has(node.parentKey)),
    0,
  );
  for (const entry of all) place([entry], 0);
  return [...placed.values()];
}

function asObject(node: unknown): Record<string, unknown> {
  return node !== null && typeof node === 'object' ? (node as Record<string, unknown>) : {};
}
