import { childrenOf, type Node } from '../feel/index.js';
import { fieldOf, kindOfNode } from '../names/kindOfNode.js';
import type { KnownFields } from '../names/knownData.js';

type Comparison = Extract<Node, { kind: 'comparison' }>;

/**
 * Comparisons of a form's date with a computed date. The former evaluator read form dates as text and could not
 * compare them.
 */
export function changedDateComparisons(tree: Node, fields: KnownFields): Comparison[] {
  const below = childrenOf(tree).flatMap((child) => changedDateComparisons(child, fields));
  if (tree.kind !== 'comparison') return below;
  const sides = [tree.left, tree.right];
  const isOfDates = sides.every((side) => isTemporal(kindOfNode(side, fields)));
  const stored = sides.filter((side) => isStored(side, fields));
  return isOfDates && stored.length === 1 ? [tree, ...below] : below;
}

/**
 * What the former evaluator answered for text compared with a date: null for `=`, true for `!=`, false for all
 * others.
 */
export function formerAnswer({ operator }: Comparison): boolean | null {
  if (operator === '=') return null;
  return operator === '!=';
}

/** Whether a form stores the value; `now` has always been a moment. */
function isStored(node: Node, fields: KnownFields): boolean {
  if (node.kind === 'name' && node.name === 'now') return false;
  return fieldOf(node, fields) !== null;
}

function isTemporal(kind: string | null): boolean {
  return kind === 'date' || kind === 'time' || kind === 'date and time';
}
