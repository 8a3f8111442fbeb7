import { type Check, type Diagram, type FlowNode, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { messageNameOf } from '../readModel.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';

/** Event types by the event definitions that the engine runs there; null stands for none. */
const allowedDefinitions: Record<string, (string | null)[]> = {
  StartEvent: [null, 'TimerEventDefinition', 'MessageEventDefinition', 'ErrorEventDefinition'],
  EndEvent: [null, 'ErrorEventDefinition', 'TerminateEventDefinition'],
  IntermediateThrowEvent: [null],
  IntermediateCatchEvent: ['TimerEventDefinition', 'MessageEventDefinition'],
  BoundaryEvent: ['TimerEventDefinition', 'ErrorEventDefinition'],
};

const timerHosts = new Set(
  'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess'.split(' '),
);

/** Events: what they wait for or throw, and where boundary events are attached. */
export const checkEvents: Check = (diagram) =>
  diagram.nodes.flatMap((node) => [
    ...checkDefinitions(node),
    ...(node.type === 'BoundaryEvent' ? checkBoundary(node, diagram) : []),
    ...checkMessage(node),
    ...(node.event === 'ErrorEventDefinition' ? checkError(node, diagram) : []),
  ]);

function checkDefinitions({ element, type, event }: FlowNode): DefinitionProblem[] {
  const allowed = allowedDefinitions[type];
  if (!allowed) return [];
  const count = ((element.eventDefinitions as unknown[] | undefined) ?? []).length;
  if (count > 1) return [problemAt(element, '一个事件只能有一种触发条件。')];
  if (allowed.includes(event)) return [];
  return [problemAt(element, event ? `这种事件不支持 ${event}。` : '事件没有触发条件（定时、消息……）。')];
}

function checkBoundary(node: FlowNode, { nodes }: Diagram): DefinitionProblem[] {
  const host = nodes.find((one) => one.id === node.attachedTo);
  if (!host) return [problemAt(node.element, '边界事件没有附着在环节上（attachedToRef）。')];
  const problems = [];
  if (host.scopeId !== node.scopeId)
    problems.push(problemAt(node.element, '边界事件和它附着的环节不在同一个子流程里。'));
  if (node.event === 'TimerEventDefinition' && !timerHosts.has(host.type)) {
    problems.push(problemAt(node.element, '定时边界事件只能附着在任务、调用活动或子流程上。'));
  }
  if (node.event === 'ErrorEventDefinition' && host.type !== 'SubProcess') {
    problems.push(problemAt(node.element, '错误边界事件只能附着在子流程上。'));
  }
  if (node.event === 'ErrorEventDefinition' && node.element.cancelActivity === false) {
    problems.push(problemAt(node.element, '错误边界事件总是中断子流程，不能设为非中断。'));
  }
  return problems;
}

function checkMessage({ element, type, event }: FlowNode): DefinitionProblem[] {
  const catches =
    type === 'ReceiveTask' ||
    (event === 'MessageEventDefinition' && (type === 'IntermediateCatchEvent' || type === 'StartEvent'));
  if (!catches) return [];
  const [definition] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  return messageNameOf(definition ?? element).trim()
    ? []
    : [problemAt(element, '没有指定消息，或消息没有名称。')];
}

/** An error end event needs an event sub-process or boundary event above it that catches just this error. */
function checkError({ element, type, scopeId }: FlowNode, { nodes }: Diagram): DefinitionProblem[] {
  if (type !== 'EndEvent') return [];
  const thrown = errorOf(element);
  if (!thrown) return [problemAt(element, '错误结束事件没有指定错误（errorRef）。')];
  const catchers = nodes.filter(
    (node) =>
      node.event === 'ErrorEventDefinition' &&
      node.type !== 'EndEvent' &&
      [null, thrown].includes(errorOf(node.element)),
  );
  return isCaught(scopeId, catchers, nodes)
    ? []
    : [problemAt(element, '外层没有接收这个错误的边界事件或事件子流程。')];
}

/** An event sub-process that interrupts has ended the others of its scope: they catch nothing of it. */
function isCaught(throwerScopeId: string, catchers: FlowNode[], nodes: FlowNode[]): boolean {
  let scopeId: string | null = throwerScopeId;
  let interrupted = false;
  while (scopeId !== null) {
    const current: string = scopeId;
    const scope = nodes.find((node) => node.id === current);
    const handlers = nodes.filter((node) => node.scopeId === current && isEventSubProcess(node));
    const inside = catchers.some((one) => handlers.some((handler) => handler.id === one.scopeId));
    if ((inside && !interrupted) || catchers.some((one) => one.attachedTo === current)) return true;
    interrupted = scope !== undefined && isEventSubProcess(scope) && interruptsScope(scope, nodes);
    scopeId = scope?.scopeId ?? null;
  }
  return false;
}

function interruptsScope(eventSubProcess: FlowNode, nodes: FlowNode[]): boolean {
  const start = nodes.find((node) => node.scopeId === eventSubProcess.id && node.type === 'StartEvent');
  return start?.element.isInterrupting !== false;
}

function errorOf(element: ModdleElement): ModdleElement | null {
  const [definition] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  return (definition?.errorRef as ModdleElement | undefined) ?? null;
}
