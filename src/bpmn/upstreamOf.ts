import type { FlowBlueprint } from './model.js';

/** What is asked of a process about its flows. */
interface Edges {
  inboundOf(id: string): FlowBlueprint[];
  activity(id: string): { element: { attachedTo: string | null } } | undefined;
}

/** Elements from which a token can come along one flow into an inclusive gateway without passing the gateway before. */
export interface Upstream {
  /** Also out of an activity by its boundary events. */
  anyhow: ReadonlySet<string>;
  /** By sequence flows alone: a boundary event is none. */
  bySequenceFlow: ReadonlySet<string>;
}

/** The ways into an inclusive gateway by the flow that they end with (BPMN 2.0, 13.4.3). */
export function upstreamOf(process: Edges, gatewayId: string): Map<string, Upstream> {
  const ways = process.inboundOf(gatewayId).map(({ id, sourceId }): [string, Upstream] => {
    const before = (overBoundaries: boolean) =>
      elementsBefore(process, { from: sourceId, gatewayId, overBoundaries });
    return [id, { anyhow: before(true), bySequenceFlow: before(false) }];
  });
  return new Map(ways);
}

function elementsBefore(
  process: Edges,
  { from, gatewayId, overBoundaries }: { from: string; gatewayId: string; overBoundaries: boolean },
): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === gatewayId || found.has(id)) continue;
    found.add(id);
    const host = overBoundaries ? process.activity(id)?.element.attachedTo : null;
    open.push(...process.inboundOf(id).map(({ sourceId }) => sourceId), ...(host ? [host] : []));
  }
  return found;
}
