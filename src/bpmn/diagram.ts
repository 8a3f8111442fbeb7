import { groupBy } from '../platform/groupBy.js';
import type { KnownFields } from './names/knownData.js';
import type { ModdleContext, ModdleElement } from './parseDiagram.js';
import type { DefinitionProblem } from './types.js';

/** What a diagram may refer to outside itself. */
export interface KnownReferences {
  formKeys: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  topics: ReadonlySet<string>;
  processKeys: ReadonlySet<string>;
  /** Names that the property `actions` of a user task may hold. */
  taskActions: ReadonlySet<string>;
  /** The fields of a form. When absent, names in expressions are not checked. */
  fieldsOf?: (formKey: string) => KnownFields | null;
  /** What tickets of a called process may know when they end; null or absent: results of calls are not checked. */
  fieldsOfCalled?: (processKey: string) => KnownFields | null;
  /** Names of data that services set, by topic. */
  serviceResults?: ReadonlyMap<string, readonly string[]>;
  /** Ids of rules that the property `rules` of an element may hold. */
  rules: ReadonlySet<string>;
}

/** A flow node with its edges, as the checks walk it. */
export interface FlowNode {
  id: string;
  /** BPMN type without the prefix. */
  type: string;
  element: ModdleElement;
  /** Id of the process or sub-process that holds it. */
  scopeId: string;
  /** The sub-process that holds it; null in the process itself. */
  scope: FlowNode | null;
  incoming: Flow[];
  outgoing: Flow[];
  attachedTo: string | null;
  /** Of a boundary event: what it is attached to. */
  host: FlowNode | null;
  /** The boundary events attached to it by which a token can leave it: those of compensation are none. */
  boundaries: FlowNode[];
  /** Type of the (first) event definition without the prefix, null for none. */
  event: string | null;
}

export interface Flow {
  id: string;
  element: ModdleElement;
  source: FlowNode;
  target: FlowNode;
  condition: string | null;
  isDefault: boolean;
}

/** A parsed diagram with its executable process as a graph. */
export interface Diagram {
  context: ModdleContext;
  process: ModdleElement;
  nodes: FlowNode[];
  flows: Flow[];
  /** Every element of the BPMN model (not the drawing), parents first. */
  elements: ModdleElement[];
}

/** A rule that a deployed diagram must keep; returns every place that breaks it. */
export type Check = (diagram: Diagram, known: KnownReferences) => DefinitionProblem[];

/** A problem of an element, or of the whole diagram when there is none. */
export function problemAt(element: ModdleElement | null, message: string): DefinitionProblem {
  return { elementId: element?.id ?? null, elementName: element?.name ?? null, message };
}

/** The same as something that runs and may be meant otherwise. */
export function warningAt(element: ModdleElement | null, message: string): DefinitionProblem {
  return { ...problemAt(element, message), severity: 'warning' };
}

/**
 * Whether a process or sub-process has no end event: then every node that nothing leads out of is an end (BPMN 2.0,
 * 10.5.3). Where there is one, such a node is a flow forgotten.
 */
export function endsImplicitly(nodesInScope: readonly FlowNode[]): boolean {
  return !nodesInScope.some(({ type }) => type === 'EndEvent');
}

/** Type without its namespace prefix. */
export function localType(element: ModdleElement): string {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}

/** The processes of a file that are marked as executable. */
export function executableProcesses(context: ModdleContext): ModdleElement[] {
  return childrenOf(context.rootElement).filter(
    (one) => one.$type === 'bpmn:Process' && one.isExecutable === true,
  );
}

/** The elements directly inside an element, in document order. */
export function childrenOf(element: ModdleElement): ModdleElement[] {
  return Object.entries(element)
    .filter(([key]) => !key.startsWith('$'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is ModdleElement => isElement(value) && value.$parent === element);
}

/** The executable process as a graph; processes of other pools are left out. */
export function readDiagram(context: ModdleContext, process: ModdleElement): Diagram {
  const elements = modelElements(context.rootElement).filter(
    (element) => !isInOtherProcess(element, process),
  );
  const inProcess = descendantsOf(process);
  const nodes = inProcess.filter((element) => isFlowNode(element)).map(flowNode);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    node.scope = byId.get(node.scopeId) ?? null;
    node.host = byId.get(node.attachedTo ?? '') ?? null;
    if (node.event !== 'CompensateEventDefinition') node.host?.boundaries.push(node);
  }
  const flows: Flow[] = [];
  for (const element of inProcess.filter(({ $type }) => $type === 'bpmn:SequenceFlow')) {
    const source = byId.get((element.sourceRef as ModdleElement | undefined)?.id ?? '');
    const target = byId.get((element.targetRef as ModdleElement | undefined)?.id ?? '');
    if (source && target) flows.push(flowOf(element, source, target));
  }
  for (const flow of flows) {
    flow.source.outgoing.push(flow);
    flow.target.incoming.push(flow);
  }
  return { context, process, nodes, flows, elements };
}

/**
 * Nodes that a token can reach from `start`, itself included; through the boundary events among `nodes` and, with them,
 * sub-processes.
 * @param without a node that the way must not pass
 * @param overBoundaries false: by sequence flows alone
 */
export function reachableFrom(
  start: FlowNode[],
  direction: 'forward' | 'backward',
  { without, overBoundaries = true }: { without?: FlowNode; overBoundaries?: boolean } = {},
): Set<FlowNode> {
  const found = new Set<FlowNode>();
  const open = [...start];
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node) || node === without) continue;
    found.add(node);
    if (direction === 'forward') open.push(...node.outgoing.map((flow) => flow.target));
    else open.push(...node.incoming.map((flow) => flow.source));
    if (!overBoundaries) continue;
    if (direction === 'forward') open.push(...node.boundaries);
    else if (node.host) open.push(node.host);
  }
  return found;
}

/** Nodes by the id of the process or sub-process that holds them, in the order of the file. */
export function nodesByScope(nodes: readonly FlowNode[]): Map<string, FlowNode[]> {
  return groupBy(nodes, ({ scopeId }) => scopeId);
}

/** Whether an element belongs to another process of the file: those are drawn, not run. */
function isInOtherProcess(element: ModdleElement, process: ModdleElement): boolean {
  let one = element.$parent;
  while (one && one.$type !== 'bpmn:Process') one = one.$parent;
  return one !== undefined && one !== process;
}

/** Every element of the BPMN model (not the drawing), parents first. */
export function modelElements(root: ModdleElement): ModdleElement[] {
  const parts = childrenOf(root).filter(({ $type }) => !$type.startsWith('bpmndi:'));
  return [root, ...withDescendants(parts)];
}

function descendantsOf(element: ModdleElement): ModdleElement[] {
  return withDescendants(childrenOf(element));
}

/** The elements and all below them, parents first. */
function withDescendants(elements: ModdleElement[]): ModdleElement[] {
  const found: ModdleElement[] = [];
  const open = [...elements].reverse();
  for (let element = open.pop(); element; element = open.pop()) {
    found.push(element);
    for (const child of childrenOf(element).reverse()) open.push(child);
  }
  return found;
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function isFlowNode({ $type }: ModdleElement): boolean {
  return /^bpmn:.*(Task|Event|Gateway|SubProcess|Transaction|CallActivity)$/.test($type);
}

function flowNode(element: ModdleElement): FlowNode {
  const definitions = element.eventDefinitions as ModdleElement[] | undefined;
  const host = element.attachedToRef as ModdleElement | undefined;
  return {
    id: String(element.id),
    type: localType(element),
    element,
    scopeId: String(element.$parent?.id),
    scope: null,
    incoming: [],
    outgoing: [],
    attachedTo: host?.id ?? null,
    host: null,
    boundaries: [],
    event: definitions?.[0] ? localType(definitions[0]) : null,
  };
}

function flowOf(element: ModdleElement, source: FlowNode, target: FlowNode): Flow {
  const condition = element.conditionExpression as { body?: string } | undefined;
  const isDefault = (source.element.default as ModdleElement | undefined)?.id === element.id;
  return {
    id: String(element.id),
    element,
    source,
    target,
    condition: condition ? (condition.body ?? '').trim() : null,
    isDefault,
  };
}
