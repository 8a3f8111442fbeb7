import { type Check, type Flow, type FlowNode, problemAt } from '../diagram.js';
import type { DefinitionProblem } from '../types.js';

/** Tokens by flow, of one scope. */
type Marking = ReadonlyMap<Flow, number>;

/** Bounds the search; a diagram that has more states than this is judged by those seen. */
const MOST_MARKINGS = 5000;
const MOST_TOKENS_ON_A_FLOW = 2;

/** Plays every decision of each scope and finds parallel gateways that would wait for ever. */
export const checkJoins: Check = ({ nodes }) => {
  const scopeIds = [...new Set(nodes.map((node) => node.scopeId))];
  return scopeIds.flatMap((scopeId) => checkScope(nodes.filter((node) => node.scopeId === scopeId)));
};

function checkScope(nodes: FlowNode[]): DefinitionProblem[] {
  const stuck = new Set<FlowNode>();
  const seen = new Set<string>();
  const open: Marking[] = nodes
    .filter((node) => node.type === 'StartEvent')
    .map((start) => add(new Map(), start.outgoing));
  for (let marking = open.pop(); marking && seen.size < MOST_MARKINGS; marking = open.pop()) {
    const key = keyOf(marking);
    if (seen.has(key) || [...marking.values()].some((count) => count > MOST_TOKENS_ON_A_FLOW)) continue;
    seen.add(key);
    const next = movesFrom(marking, nodes);
    if (next) open.push(...next);
    else for (const flow of marking.keys()) stuck.add(flow.target);
  }
  return [...stuck].map(({ element }) =>
    problemAt(element, '并行网关可能永远等不齐所有分支，流程会停在这里。'),
  );
}

/**
 * Follow-ups of one token's move, in every way it can be decided; null when nothing can move. It is enough to move one
 * node at a time: what another node decides doesn't depend on it.
 */
function movesFrom(marking: Marking, nodes: FlowNode[]): Marking[] | null {
  for (const { target } of marking.keys()) {
    const isJoin = target.type === 'ParallelGateway' && target.incoming.length > 1;
    const flows = isJoin ? target.incoming : target.incoming.filter((flow) => marking.has(flow)).slice(0, 1);
    if (!flows.every((flow) => marking.has(flow))) continue;
    if (target.event === 'TerminateEventDefinition' || target.event === 'ErrorEventDefinition') return [];
    const rest = remove(marking, flows);
    return waysOut(target, nodes).map((taken) => add(rest, taken));
  }
  return marking.size === 0 ? [] : null;
}

function waysOut(node: FlowNode, nodes: FlowNode[]): Flow[][] {
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

function add(marking: Marking, flows: Flow[]): Marking {
  const next = new Map(marking);
  for (const flow of flows) next.set(flow, (next.get(flow) ?? 0) + 1);
  return next;
}

function remove(marking: Marking, flows: Flow[]): Marking {
  const next = new Map(marking);
  for (const flow of flows) {
    const left = (next.get(flow) ?? 0) - 1;
    if (left > 0) next.set(flow, left);
    else next.delete(flow);
  }
  return next;
}

function keyOf(marking: Marking): string {
  return [...marking]
    .map(([flow, count]) => `${flow.id}*${count}`)
    .sort()
    .join(' ');
}
