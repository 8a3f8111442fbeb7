import type { Graph, GraphNode } from './graph.js';

/**
 * Whether an inclusive join goes on (BPMN 2.0, 13.4.3), found by walking forward from each node that holds a token. A
 * token that can still come to a flow without a token, on a path that doesn't visit the join, holds it back, unless
 * there is also a path of sequence flows alone to a flow that has one.
 */
export function mayPass(
  graph: Graph,
  join: GraphNode,
  marked: ReadonlySet<string>,
  holders: ReadonlySet<string>,
): boolean {
  for (const holder of holders) {
    const canCome = flowsReached(graph, holder, join, true);
    const bySequenceFlow = flowsReached(graph, holder, join, false);
    const reachesEmpty = [...canCome].some((flow) => !marked.has(flow));
    const reachesMarked = [...bySequenceFlow].some((flow) => marked.has(flow));
    if (reachesEmpty && !reachesMarked) return false;
  }
  return true;
}

/**
 * Flows into the join at the ends of all paths from a node.
 * @param overBoundaries whether a token may leave an activity by its boundary events too, which are no sequence flows
 */
function flowsReached(graph: Graph, from: string, join: GraphNode, overBoundaries: boolean): Set<string> {
  const ends = new Set<string>();
  const visited = new Set<string>();
  const walk = (id: string): void => {
    if (visited.has(id)) return;
    visited.add(id);
    if (overBoundaries) for (const boundary of graph.nodes) if (boundary.attachedTo === id) walk(boundary.id);
    for (const flow of graph.flows) {
      if (flow.source !== id) continue;
      if (flow.target === join.id) ends.add(flow.id);
      else walk(flow.target);
    }
  };
  walk(from);
  return ends;
}
