import { childrenOf } from '../parse/children.js';
import type { Node } from '../parse/tree.js';

const nodesOfStep = 8;

/** Steps that one run through the node costs, whatever runs inside it in turn. */
export function weightOf(node: Node): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    count += 1;
    open.push(...childrenOf(next));
  }
  return 1 + Math.floor(count / nodesOfStep);
}

/** Whether the expression uses the name anywhere. */
export function mentions(node: Node, name: string): boolean {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'input' ? name === '?' : next.kind === 'name' && next.name === name) return true;
    open.push(...childrenOf(next));
  }
  return false;
}
