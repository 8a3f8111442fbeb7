import type { ObjectSchema } from '../schema/types.js';
import type { InputNode } from './inputTree.js';

type Data = Record<string, unknown>;

/** Ticked items of a checklist; the browser sends nothing for the others, and neither does the data carry them. */
export function readTicks(schema: ObjectSchema, node: InputNode): Data | undefined {
  const ticked = Object.keys(schema.properties ?? {}).filter((name) =>
    node.children.get(name)?.values?.includes('true'),
  );
  return ticked.length === 0 ? undefined : Object.fromEntries(ticked.map((name) => [name, true]));
}

/**
 * The inputs of a signature: those of an image that was stored on its way in (without JavaScript, `signature.0.id`) replace
 * the ones that the page carried (`signature.id`).
 */
export function signatureNode(node: InputNode): InputNode {
  node.children.delete('file');
  const numbered = [...node.children].filter(([name]) => /^\d{1,4}$/.test(name));
  return numbered.sort(([a], [b]) => Number(a) - Number(b)).at(-1)?.[1] ?? node;
}

/** Whether a row of a tree carries more than its place in it, or others stand below it. */
export function isTreeNode(rows: InputNode): (row: Data) => boolean {
  const parents = new Set(
    [...rows.children.values()].flatMap((row) => row.children.get('parentKey')?.values ?? []),
  );
  return (row) =>
    Object.keys(row).some((name) => name !== 'key' && name !== 'parentKey') || parents.has(String(row.key));
}

/** Nodes with a key each, a parent or null, and their positions as a list: what was added without JavaScript has none yet. */
export function completeTree(nodes: Data[]): Data[] {
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
