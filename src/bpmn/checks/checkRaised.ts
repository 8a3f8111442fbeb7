import { type Check, type Diagram, type FlowNode, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';

/** Errors and escalations: where each may be caught, in words. */
const kinds: Record<
  string,
  { name: string; ref: string; code: string; hosts: ReadonlySet<string>; where: string }
> = {
  ErrorEventDefinition: {
    name: '错误',
    ref: 'errorRef',
    code: 'errorCode',
    hosts: new Set('ServiceTask SendTask BusinessRuleTask CallActivity SubProcess'.split(' ')),
    where: '服务任务、调用活动或子流程',
  },
  EscalationEventDefinition: {
    name: '升级',
    ref: 'escalationRef',
    code: 'escalationCode',
    hosts: new Set(['CallActivity', 'SubProcess']),
    where: '调用活动或子流程',
  },
};

const throwing = new Set(['EndEvent', 'IntermediateThrowEvent']);

/** Events that throw or catch errors and escalations. */
export const checkRaised: Check = (diagram) =>
  diagram.nodes
    .filter(({ event }) => event !== null && event in kinds)
    .flatMap((node) => {
      if (throwing.has(node.type)) return checkThrow(node, diagram);
      return node.type === 'BoundaryEvent' ? checkBoundary(node, diagram) : [];
    });

function checkBoundary(node: FlowNode, { nodes }: Diagram): DefinitionProblem[] {
  const { name, hosts, where, code } = kinds[node.event as string]!;
  const host = nodes.find((one) => one.id === node.attachedTo);
  if (!host) return [];
  if (!hosts.has(host.type)) return [problemAt(node.element, `${name}边界事件只能附着在${where}上。`)];
  if (node.event === 'ErrorEventDefinition' && node.element.cancelActivity === false)
    return [problemAt(node.element, '错误边界事件总是中断它附着的环节，不能设为非中断。')];
  const caught = refOf(node);
  if (host.type === 'SubProcess' || !caught || caught[code]) return [];
  const message = `这个${name}没有代码，服务和下级流程抛出的${name}按代码匹配，这里接收不到。`;
  return [{ ...problemAt(node.element, message), severity: 'warning' }];
}

/** What nothing above catches goes to the process that calls this one. */
function checkThrow(node: FlowNode, { nodes }: Diagram): DefinitionProblem[] {
  const { name, code } = kinds[node.event as string]!;
  const raised = refOf(node);
  if (!raised) return [problemAt(node.element, `抛出${name}的事件没有指定${name}。`)];
  const catchers = nodes.filter((one) => {
    if (one.event !== node.event || throwing.has(one.type)) return false;
    const caught = refOf(one);
    return (
      caught === null || caught === raised || (caught[code] !== undefined && caught[code] === raised[code])
    );
  });
  if (isCaught(node.scopeId, catchers, nodes)) return [];
  const otherwise = node.event === 'ErrorEventDefinition' ? '否则成为异常' : '否则不起作用';
  const message = `外层没有接收这个${name}的事件：由上级流程调用时交给上级，${otherwise}。`;
  return [{ ...problemAt(node.element, message), severity: 'warning' }];
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

function refOf({ element, event }: FlowNode): ModdleElement | null {
  const [definition] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  return (definition?.[kinds[event as string]!.ref] as ModdleElement | undefined) ?? null;
}
