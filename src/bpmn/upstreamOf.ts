import type { FlowBlueprint } from './model.js';

/** What is asked of a process about its flows. */
interface Edges {
  inboundOf(id: string): FlowBlueprint[];
  activity(id: string): { element: { attachedTo: string | null } } | undefined;
}

/**
 * For each flow into an inclusive gateway the elements from which a token can still come along it without passing the
 * gateway (BPMN 2.0, 13.4.3). A token in an activity may leave by its boundary events too.
 */
export function upstreamOf(process: Edges, gatewayId: string): Map<string, Set<string>> {
  const ways = process.inboundOf(gatewayId).map(({ id, sourceId }): [string, Set<string>] => {
    return [id, elementsBefore(process, sourceId, gatewayId)];
  });
  return new Map(ways);
}

function elementsBefore(process: Edges, from: string, gatewayId: string): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === gatewayId || found.has(id)) continue;
    found.add(id);
    const host = process.activity(id)?.element.attachedTo;
    open.push(...process.inboundOf(id).map(({ sourceId }) => sourceId), ...(host ? [host] : []));
  }
  return found;
}
