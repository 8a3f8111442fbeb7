import { type Check, type FlowNode, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { conditionOf, messageNameOf, signalNameOf } from '../readModel.js';
import type { DefinitionProblem } from '../types.js';

const caughtDefinitions = [
  'TimerEventDefinition',
  'MessageEventDefinition',
  'SignalEventDefinition',
  'ConditionalEventDefinition',
];
const sentDefinitions = ['MessageEventDefinition', 'SignalEventDefinition'];
/** See `checkRaised`. */
const raisedDefinitions = ['ErrorEventDefinition', 'EscalationEventDefinition'];

/** Event types by the event definitions that the engine runs there; null stands for none. */
export const allowedDefinitions: Record<string, (string | null)[]> = {
  StartEvent: [null, ...caughtDefinitions, ...raisedDefinitions, 'CompensateEventDefinition'],
  EndEvent: [
    null,
    ...sentDefinitions,
    ...raisedDefinitions,
    'TerminateEventDefinition',
    'CompensateEventDefinition',
  ],
  IntermediateThrowEvent: [
    null,
    ...sentDefinitions,
    'EscalationEventDefinition',
    'CompensateEventDefinition',
  ],
  IntermediateCatchEvent: caughtDefinitions,
  BoundaryEvent: [...caughtDefinitions, ...raisedDefinitions, 'CompensateEventDefinition'],
};

/** What triggers or is thrown, as people call it. */
const definitionNames: Record<string, string> = {
  TimerEventDefinition: '定时',
  MessageEventDefinition: '消息',
  SignalEventDefinition: '信号',
  ConditionalEventDefinition: '条件',
  ErrorEventDefinition: '错误',
  EscalationEventDefinition: '升级',
  TerminateEventDefinition: '终止',
  CompensateEventDefinition: '补偿',
  LinkEventDefinition: '链接',
  CancelEventDefinition: '取消',
};

const waitingHosts = new Set(
  'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess'.split(' '),
);

/** Events: what they wait for or throw, and where boundary events are attached. */
export const checkEvents: Check = ({ nodes }) =>
  nodes.flatMap((node) => [
    ...checkDefinitions(node),
    ...(node.type === 'BoundaryEvent' ? checkBoundary(node) : []),
    ...checkNamed(node),
  ]);

function checkDefinitions({ element, type, event }: FlowNode): DefinitionProblem[] {
  const allowed = allowedDefinitions[type];
  if (!allowed) return [];
  const count = ((element.eventDefinitions as unknown[] | undefined) ?? []).length;
  if (count > 1) return [problemAt(element, '一个事件只能有一种触发条件。')];
  if (allowed.includes(event)) return [];
  if (!event) return [problemAt(element, '事件没有触发条件（定时、消息……）。')];
  return [problemAt(element, `这种事件不能以${definitionNames[event] ?? '它所写的条件'}触发。`)];
}

function checkBoundary(node: FlowNode): DefinitionProblem[] {
  const { host } = node;
  if (!host) return [problemAt(node.element, '边界事件没有附着在环节上。')];
  const problems = [];
  if (host.scopeId !== node.scopeId)
    problems.push(problemAt(node.element, '边界事件和它附着的环节不在同一个子流程里。'));
  if (caughtDefinitions.includes(node.event ?? '') && !waitingHosts.has(host.type)) {
    const what = definitionNames[node.event ?? ''];
    problems.push(problemAt(node.element, `${what}边界事件只能附着在任务、调用活动或子流程上。`));
  }
  return problems;
}

/** Messages and signals are known by their names, conditions by what they say. */
function checkNamed({ element, type, event }: FlowNode): DefinitionProblem[] {
  const [definition = element] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  const isSent = type === 'SendTask' && element.topic === undefined;
  if (type === 'ReceiveTask' || isSent || event === 'MessageEventDefinition') {
    if (!messageNameOf(definition).trim()) return [problemAt(element, '没有指定消息，或消息没有名称。')];
  }
  if (event === 'SignalEventDefinition' && !signalNameOf(definition).trim())
    return [problemAt(element, '没有指定信号，或信号没有名称。')];
  if (event === 'ConditionalEventDefinition' && !conditionOf(definition))
    return [problemAt(element, '条件事件没有写条件。')];
  return [];
}
