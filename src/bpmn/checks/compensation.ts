import type { Diagram, FlowNode } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';

const activityTypes = new Set(
  'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess'.split(' '),
);

/** An activity and what undoes it once it has been done (BPMN 2.0, 10.7). */
interface Undoing {
  undone: FlowNode;
  handler: FlowNode;
}

export function isActivity({ type }: FlowNode): boolean {
  return activityTypes.has(type);
}

/** The event on the border of an activity that leads to what undoes it; no token ever comes to it. */
export function isCompensationBoundary({ type, event }: FlowNode): boolean {
  return type === 'BoundaryEvent' && event === 'CompensateEventDefinition';
}

/** Whether nothing leads to a node but compensation. */
export function isHandler(node: FlowNode): boolean {
  return node.element.isForCompensation === true || isCompensationSubProcess(node);
}

/** An event sub-process that undoes the sub-process around it. */
export function isCompensationSubProcess({ type, element }: FlowNode): boolean {
  if (type !== 'SubProcess' || element.triggeredByEvent !== true) return false;
  const parts = (element.flowElements as ModdleElement[] | undefined) ?? [];
  const start = parts.find(({ $type }) => $type === 'bpmn:StartEvent');
  const [definition] = (start?.eventDefinitions as ModdleElement[] | undefined) ?? [];
  return definition?.$type === 'bpmn:CompensateEventDefinition';
}

/** What the associations of a compensation event lead to, in whichever direction they were drawn. */
export function handlersAt({ element }: FlowNode, { nodes, elements }: Diagram): FlowNode[] {
  const others = elements.flatMap((one) => {
    if (one.$type !== 'bpmn:Association') return [];
    if (one.sourceRef === element) return [one.targetRef];
    return one.targetRef === element ? [one.sourceRef] : [];
  });
  return nodes.filter((node) => others.includes(node.element) && isActivity(node));
}

/** Everything that can be undone. What stands at the border of a sub-process goes before what stands in it. */
export function undoingIn(diagram: Diagram): Undoing[] {
  const { nodes } = diagram;
  const inside = nodes.filter(isCompensationSubProcess).flatMap((handler) => {
    return handler.scope ? [{ undone: handler.scope, handler }] : [];
  });
  const atBorder = nodes.filter(isCompensationBoundary).flatMap((event) => {
    const [handler] = handlersAt(event, diagram);
    return event.host && handler ? [{ undone: event.host, handler }] : [];
  });
  return [...inside, ...atBorder];
}
