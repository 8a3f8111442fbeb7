import { type Check, type Diagram, type FlowNode, problemAt, warningAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';
import {
  handlersAt,
  isActivity,
  isCompensationBoundary,
  isCompensationSubProcess,
  isHandler,
  undoingIn,
} from './compensation.js';

/** Compensation: what undoes what, and where an event has it undone. */
export const checkCompensation: Check = (diagram) => {
  const undoings = undoingIn(diagram);
  const undone = new Set(undoings.map((one) => one.undone));
  const handlers = new Set(undoings.map((one) => one.handler));
  return diagram.nodes.flatMap((node) => {
    if (isCompensationBoundary(node)) return checkBoundary(node, diagram);
    if (isHandler(node)) return checkHandler(node, handlers);
    const isThrow = node.event === 'CompensateEventDefinition' && node.type !== 'StartEvent';
    return isThrow ? checkThrow(node, diagram, undone) : [];
  });
};

function checkBoundary(event: FlowNode, diagram: Diagram): DefinitionProblem[] {
  const { element, host, outgoing } = event;
  if (!host) return [];
  if (!isActivity(host)) return [problemAt(element, '补偿边界事件只能附着在任务、调用活动或子流程上。')];
  if (isHandler(host)) return [problemAt(element, '补偿任务本身不能再补偿。')];
  if (outgoing.length > 0)
    return [problemAt(element, '补偿边界事件不能有流出的连线，请用关联线连到补偿任务。')];
  const handlers = handlersAt(event, diagram);
  const [handler] = handlers;
  if (handlers.length !== 1 || !handler)
    return [problemAt(element, `补偿边界事件要用关联线连到一个补偿任务，现有 ${handlers.length} 个。`)];
  if (handler.element.isForCompensation !== true)
    return [problemAt(handler.element, '补偿边界事件连到的环节要设为“用于补偿”。')];
  if (handler.scopeId !== host.scopeId)
    return [problemAt(handler.element, '补偿任务和它所补偿的环节不在同一个子流程里。')];
  const isOther = (one: FlowNode) => one !== event && one.host === host && isCompensationBoundary(one);
  return diagram.nodes.some(isOther) ? [problemAt(element, '一个环节只能有一个补偿边界事件。')] : [];
}

function checkHandler(node: FlowNode, handlers: ReadonlySet<FlowNode>): DefinitionProblem[] {
  const { element, scope, incoming, outgoing, boundaries } = node;
  if (isCompensationSubProcess(node))
    return scope ? [] : [problemAt(element, '由补偿启动的事件子流程只能放在子流程里。')];
  if (incoming.length + outgoing.length > 0)
    return [problemAt(element, '补偿任务不能有流入或流出的连线，它只由补偿启动。')];
  if (boundaries.length > 0) return [problemAt(element, '补偿任务上不能有边界事件。')];
  return handlers.has(node)
    ? []
    : [problemAt(element, '补偿任务没有用关联线和补偿边界事件相连，永远不会执行。')];
}

/** An event undoes in its own scope, and in that around an event sub-process (BPMN 2.0, 10.7.1). */
function checkThrow(node: FlowNode, { nodes }: Diagram, undone: ReadonlySet<FlowNode>): DefinitionProblem[] {
  const { element, scope, scopeId } = node;
  const isAround = scope !== null && isEventSubProcess(scope);
  const scopes = [scopeId, ...(isAround ? [scope.scopeId] : [])];
  const canBeUndone = (one: FlowNode): boolean =>
    undone.has(one) || nodes.some((inner) => inner.scope === one && !isHandler(inner) && canBeUndone(inner));
  const [definition] = element.eventDefinitions as ModdleElement[];
  const activity = definition?.activityRef as ModdleElement | undefined;
  if (!activity) {
    const isAny = nodes.some((one) => scopes.includes(one.scopeId) && canBeUndone(one));
    return isAny ? [] : [warningAt(element, '这一层没有可补偿的环节，这个补偿事件不起作用。')];
  }
  const target = nodes.find((one) => one.element === activity);
  const name = activity.name ?? activity.id;
  if (!target || !isActivity(target) || !scopes.includes(target.scopeId))
    return [problemAt(element, `要补偿的「${name}」不是同一层的任务、调用活动或子流程。`)];
  return canBeUndone(target) ? [] : [problemAt(element, `要补偿的「${name}」没有补偿任务。`)];
}
