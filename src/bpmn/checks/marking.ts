import { type Flow, type FlowNode, reachableFrom } from '../diagram.js';

/** Tokens by flow, of one scope. */
export type Marking = ReadonlyMap<Flow, number>;

export function isParallelJoin({ type, incoming }: FlowNode): boolean {
  return type === 'ParallelGateway' && incoming.length > 1;
}

export function isInclusiveJoin({ type, incoming }: FlowNode): boolean {
  return type === 'InclusiveGateway' && incoming.length > 1;
}

/**
 * Whether an inclusive gateway with a token goes on (BPMN 2.0, 13.4.3): no other token can come along a flow that has
 * none without passing the gateway, except one that may as well come along a flow that has.
 */
export function canJoin(join: FlowNode, marking: Marking, nodes: FlowNode[]): boolean {
  const others = nodes.filter((node) => node !== join);
  const before = (flow: Flow) => reachableFrom([flow.source], others, 'backward', join);
  const marked = join.incoming.filter((flow) => marking.has(flow)).map(before);
  const empty = join.incoming.filter((flow) => !marking.has(flow)).map(before);
  return [...marking.keys()]
    .filter(({ target }) => target !== join)
    .every(({ target }) => !empty.some((way) => way.has(target)) || marked.some((way) => way.has(target)));
}

/** The flows that a node may take, in every way it can be decided. */
export function possibleFlowsOut(node: FlowNode, nodes: FlowNode[]): Flow[][] {
  if (node.outgoing.length === 0 && node.type.endsWith('Gateway')) return [[]];
  if (node.type === 'ExclusiveGateway' || node.type === 'EventBasedGateway')
    return node.outgoing.map((flow) => [flow]);
  if (node.type === 'InclusiveGateway') return [...node.outgoing.map((flow) => [flow]), node.outgoing];
  const boundaries = nodes.filter((one) => one.attachedTo === node.id);
  const interrupts = (one: FlowNode) => one.element.cancelActivity !== false;
  return [
    node.outgoing,
    ...boundaries.map((one) => (interrupts(one) ? one.outgoing : [...node.outgoing, ...one.outgoing])),
  ];
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
