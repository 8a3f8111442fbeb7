import { type Diagram, type Flow, type FlowNode, reachableFrom } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';

/**
 * Nodes that can only come after an element: a token passes the element first, whatever way it takes. What runs beside it,
 * or may have come before in a loop, is not among them.
 */
export function nodesOnlyAfter(element: ModdleElement, { nodes, flows }: Diagram): Set<FlowNode> {
  const flow = flows.find((one) => one.element === element);
  const node = nodes.find((one) => one.element === element);
  const scopes = scopesAround(flow ? flow.source : node, nodes);
  if (scopes.some(({ element: scope }) => scope.triggeredByEvent === true || scope.loopCharacteristics))
    return new Set();
  const after = withContents(reachableFrom(startsAfter(flow, node, scopes), nodes, 'forward'), nodes);
  const before = withContents(
    reachableFrom(startsBefore(flow, node, scopes, nodes), nodes, 'backward'),
    nodes,
  );
  // The form of a task is filled in after whatever decides about the task.
  if (node) after.add(node);
  return new Set([...after].filter((one) => !before.has(one)));
}

function startsAfter(flow: Flow | undefined, node: FlowNode | undefined, scopes: FlowNode[]): FlowNode[] {
  const own = flow ? [flow.target] : (node?.outgoing.map(({ target }) => target) ?? []);
  return [...own, ...scopes.flatMap(({ outgoing }) => outgoing.map(({ target }) => target))];
}

/** A boundary event comes after its host has begun. */
function startsBefore(
  flow: Flow | undefined,
  node: FlowNode | undefined,
  scopes: FlowNode[],
  nodes: FlowNode[],
): FlowNode[] {
  const hosts = nodes.filter(({ id }) => id === node?.attachedTo);
  const own = flow ? [flow.source] : (node?.incoming.map(({ source }) => source) ?? []);
  return [...own, ...hosts, ...scopes.flatMap(({ incoming }) => incoming.map(({ source }) => source))];
}

/** The sub-processes that hold a node, the innermost first. */
function scopesAround(node: FlowNode | undefined, nodes: FlowNode[]): FlowNode[] {
  const scope = nodes.find(({ id }) => id === node?.scopeId);
  return scope ? [scope, ...scopesAround(scope, nodes)] : [];
}

/** Adds the nodes inside the sub-processes among them. */
function withContents(found: Set<FlowNode>, nodes: FlowNode[]): Set<FlowNode> {
  return new Set(nodes.filter((node) => [node, ...scopesAround(node, nodes)].some((one) => found.has(one))));
}
