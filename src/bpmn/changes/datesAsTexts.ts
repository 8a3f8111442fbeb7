import { childrenOf, type Node } from '../feel/index.js';
import type { KnownFields } from '../names/knownData.js';
import { fieldOf, kindOfNode } from '../names/typeOfNode.js';

type Comparison = Extract<Node, { kind: 'comparison' }>;

/** Comparisons of a form's date with a date that is worked out: while dates of forms were texts they had no true answer. */
export function datesAsTexts(tree: Node, fields: KnownFields): Comparison[] {
  const below = childrenOf(tree).flatMap((child) => datesAsTexts(child, fields));
  if (tree.kind !== 'comparison') return below;
  const sides = [tree.left, tree.right];
  const isOfDates = sides.every((side) => isTemporal(kindOfNode(side, fields)));
  const stored = sides.filter((side) => isStored(side, fields));
  return isOfDates && stored.length === 1 ? [tree, ...below] : below;
}

/** What the evaluator before said to a text beside a date: less or more, no; equal, nothing; not equal, yes. */
export function formerAnswer({ operator }: Comparison): boolean | null {
  if (operator === '=') return null;
  return operator === '!=';
}

/** `now` is no field of a form: it always was a moment. */
function isStored(node: Node, fields: KnownFields): boolean {
  if (node.kind === 'name' && node.name === 'now') return false;
  return fieldOf(node, fields) !== null;
}

function isTemporal(kind: string | null): boolean {
  return kind === 'date' || kind === 'time' || kind === 'date and time';
}
