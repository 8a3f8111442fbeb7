import { type Diagram, type Flow, type FlowNode, reachableFrom } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';

/**
 * Nodes that can only come after an element: a token passes the element first, whatever way it takes. What runs beside it,
 * or may have come before in a loop, is not among them.
 */
export function nodesOnlyAfter(element: ModdleElement, { nodes, flows }: Diagram): Set<FlowNode> {
  const flow = flows.find((one) => one.element === element);
  const node = nodes.find((one) => one.element === element);
  const scopes = scopesAround(flow ? flow.source : node);
  if (scopes.some(({ element: scope }) => scope.triggeredByEvent === true || scope.loopCharacteristics))
    return new Set();
  const after = withContents(reachableFrom(startsAfter(flow, node, scopes), 'forward'), nodes);
  const before = withContents(reachableFrom(startsBefore(flow, node, scopes), 'backward'), nodes);
  // The form of a task is filled in after whatever decides about the task.
  if (node) after.add(node);
  return new Set([...after].filter((one) => !before.has(one)));
}

function startsAfter(flow: Flow | undefined, node: FlowNode | undefined, scopes: FlowNode[]): FlowNode[] {
  const own = flow ? [flow.target] : (node?.outgoing.map(({ target }) => target) ?? []);
  return [...own, ...scopes.flatMap(({ outgoing }) => outgoing.map(({ target }) => target))];
}

/** A boundary event comes after its host has begun. */
function startsBefore(flow: Flow | undefined, node: FlowNode | undefined, scopes: FlowNode[]): FlowNode[] {
  const hosts = node?.host ? [node.host] : [];
  const own = flow ? [flow.source] : (node?.incoming.map(({ source }) => source) ?? []);
  return [...own, ...hosts, ...scopes.flatMap(({ incoming }) => incoming.map(({ source }) => source))];
}

/** The sub-processes that hold a node, the innermost first. */
function scopesAround(node: FlowNode | undefined): FlowNode[] {
  const scopes: FlowNode[] = [];
  for (let scope = node?.scope; scope; scope = scope.scope) scopes.push(scope);
  return scopes;
}

/** Adds the nodes inside the sub-processes among them; a node comes after the sub-process that holds it. */
function withContents(found: Set<FlowNode>, nodes: FlowNode[]): Set<FlowNode> {
  const all = new Set<FlowNode>();
  for (const node of nodes) if (found.has(node) || (node.scope && all.has(node.scope))) all.add(node);
  return all;
}
