import { groupBy } from '../../platform/groupBy.js';
import { type Check, type FlowNode, problemAt } from '../diagram.js';
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
export const checkRaised: Check = ({ nodes }) => {
  const handlers = handlersByScope(nodes);
  return nodes
    .filter(({ event }) => event !== null && event in kinds)
    .flatMap((node) => {
      if (throwing.has(node.type)) return checkThrow(node, handlers);
      return node.type === 'BoundaryEvent' ? checkBoundary(node) : [];
    });
};

function checkBoundary(node: FlowNode): DefinitionProblem[] {
  const { name, hosts, where, code } = kinds[node.event as string]!;
  const { host } = node;
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
function checkThrow(node: FlowNode, handlers: Handlers): DefinitionProblem[] {
  const { name, code } = kinds[node.event as string]!;
  const raised = refOf(node);
  if (!raised) return [problemAt(node.element, `抛出${name}的事件没有指定${name}。`)];
  const catches = (one: FlowNode) => {
    if (one.event !== node.event) return false;
    const caught = refOf(one);
    return (
      caught === null || caught === raised || (caught[code] !== undefined && caught[code] === raised[code])
    );
  };
  if (isCaught(node, catches, handlers)) return [];
  const otherwise = node.event === 'ErrorEventDefinition' ? '否则成为异常' : '否则不起作用';
  const message = `外层没有接收这个${name}的事件：由上级流程调用时交给上级，${otherwise}。`;
  return [{ ...problemAt(node.element, message), severity: 'warning' }];
}

/** Event sub-processes with their start events, by the scope beside whose nodes they stand. */
type Handlers = ReadonlyMap<string, readonly { start: FlowNode; isInterrupting: boolean }[]>;

function handlersByScope(nodes: readonly FlowNode[]): Handlers {
  const handlers = nodes.flatMap((start) =>
    start.type === 'StartEvent' && start.scope && isEventSubProcess(start.scope)
      ? [{ start, beside: start.scope.scopeId, isInterrupting: start.element.isInterrupting !== false }]
      : [],
  );
  return groupBy(handlers, ({ beside }) => beside);
}

/** An event sub-process that interrupts has ended the others of its scope: they catch nothing of it. */
function isCaught(thrower: FlowNode, catches: (node: FlowNode) => boolean, handlers: Handlers): boolean {
  let interrupted = false;
  let inside = thrower;
  for (let scope = thrower.scope; ; scope = scope.scope) {
    const beside = handlers.get(inside.scopeId) ?? [];
    if (!interrupted && beside.some(({ start }) => catches(start))) return true;
    if (!scope) return false;
    if (scope.boundaries.some(catches)) return true;
    const own = (handlers.get(scope.scopeId) ?? []).find(({ start }) => start.scope === scope);
    interrupted = own?.isInterrupting ?? false;
    inside = scope;
  }
}

function refOf({ element, event }: FlowNode): ModdleElement | null {
  const [definition] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  return (definition?.[kinds[event as string]!.ref] as ModdleElement | undefined) ?? null;
}
