import { type Flow, type FlowNode, reachableFrom } from '../diagram.js';

/** Tokens by flow, of one scope. */
export type Marking = ReadonlyMap<Flow, number>;

export function isParallelJoin({ type, incoming }: FlowNode): boolean {
  return type === 'ParallelGateway' && incoming.length > 1;
}

export function isInclusiveJoin({ type, incoming }: FlowNode): boolean {
  return type === 'InclusiveGateway' && incoming.length > 1;
}

/** The nodes from which a token can still come along a flow into an inclusive gateway without passing the gateway. */
interface Ways {
  /** Also out of an activity by its boundary events. */
  anyhow: ReadonlySet<FlowNode>;
  bySequenceFlow: ReadonlySet<FlowNode>;
}

export type WaysInto = ReadonlyMap<Flow, Ways>;

export function waysInto(join: FlowNode): WaysInto {
  const before = ({ source }: Flow, overBoundaries: boolean) =>
    reachableFrom([source], 'backward', { without: join, overBoundaries });
  return new Map(
    join.incoming.map((flow) => [flow, { anyhow: before(flow, true), bySequenceFlow: before(flow, false) }]),
  );
}

/**
 * Whether an inclusive gateway with a token goes on (BPMN 2.0, 13.4.3): no other token can come along a flow that has
 * none without passing the gateway, except one from which sequence flows lead as well to a flow that has.
 */
export function canJoin(join: FlowNode, ways: WaysInto, marking: Marking): boolean {
  const waysOf = (flow: Flow) => ways.get(flow) as Ways;
  const marked = join.incoming.filter((flow) => marking.has(flow)).map((flow) => waysOf(flow).bySequenceFlow);
  const empty = join.incoming.filter((flow) => !marking.has(flow)).map((flow) => waysOf(flow).anyhow);
  return [...marking.keys()]
    .filter(({ target }) => target !== join)
    .every(({ target }) => !empty.some((way) => way.has(target)) || marked.some((way) => way.has(target)));
}

/** The flows that a node may take, in every way it can be decided. */
export function possibleFlowsOut(node: FlowNode): Flow[][] {
  if (node.outgoing.length === 0 && node.type.endsWith('Gateway')) return [[]];
  if (node.type === 'ExclusiveGateway' || node.type === 'EventBasedGateway')
    return node.outgoing.map((flow) => [flow]);
  if (node.type === 'InclusiveGateway') return [...node.outgoing.map((flow) => [flow]), node.outgoing];
  const interrupts = (one: FlowNode) => one.element.cancelActivity !== false;
  return waysOn(node).flatMap((way) => [
    way,
    ...node.boundaries.map((one) => (interrupts(one) ? one.outgoing : [...way, ...one.outgoing])),
  ]);
}

/** Out of an activity: what has no condition, and one or all of what has one, or the default. */
function waysOn({ outgoing }: FlowNode): Flow[][] {
  const always = outgoing.filter((flow) => flow.condition === null && !flow.isDefault);
  const decided = outgoing.filter((flow) => flow.condition !== null || flow.isDefault);
  if (decided.length === 0) return [outgoing];
  const conditional = decided.filter((flow) => !flow.isDefault);
  return [...decided.map((flow) => [...always, flow]), [...always, ...conditional]];
}

export function add(marking: Marking, flows: Flow[]): Marking {
  const next = new Map(marking);
  for (const flow of flows) next.set(flow, (next.get(flow) ?? 0) + 1);
  return next;
}

export function remove(marking: Marking, flows: Flow[]): Marking {
  const next = new Map(marking);
  for (const flow of flows) {
    const left = (next.get(flow) ?? 0) - 1;
    if (left > 0) next.set(flow, left);
    else next.delete(flow);
  }
  return next;
}

export function keyOf(marking: Marking): string {
  return [...marking]
    .map(([flow, count]) => `${flow.id}*${count}`)
    .sort()
    .join(' ');
}
