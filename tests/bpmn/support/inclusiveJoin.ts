import type { Graph, GraphNode } from './graph.js';

/**
 * Whether an inclusive join goes on (BPMN 2.0, 13.4.3), found by walking forward from each node that holds a token: none
 * may still get to a flow that has no token without a way to one that has, on paths that don't visit the join.
 */
export function mayPass(
  graph: Graph,
  join: GraphNode,
  marked: ReadonlySet<string>,
  holders: ReadonlySet<string>,
): boolean {
  for (const holder of holders) {
    const ends = flowsReached(graph, holder, join);
    const reachesEmpty = [...ends].some((flow) => !marked.has(flow));
    const reachesMarked = [...ends].some((flow) => marked.has(flow));
    if (reachesEmpty && !reachesMarked) return false;
  }
  return true;
}

/** Flows into the join at the ends of all paths from a node; a token in an activity may leave by its boundary too. */
function flowsReached(graph: Graph, from: string, join: GraphNode): Set<string> {
  const ends = new Set<string>();
  const visited = new Set<string>();
  const walk = (id: string): void => {
    if (visited.has(id)) return;
    visited.add(id);
    for (const boundary of graph.nodes) if (boundary.attachedTo === id) walk(boundary.id);
    for (const flow of graph.flows) {
      if (flow.source !== id) continue;
      if (flow.target === join.id) ends.add(flow.id);
      else walk(flow.target);
    }
  };
  walk(from);
  return ends;
}
