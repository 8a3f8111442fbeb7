import { type Check, type FlowNode, nodesByScope, problemAt } from '../diagram.js';
import type { DefinitionProblem } from '../types.js';

const startDefinitions = new Set([
  'TimerEventDefinition',
  'MessageEventDefinition',
  'SignalEventDefinition',
  'ConditionalEventDefinition',
  'ErrorEventDefinition',
  'EscalationEventDefinition',
  'CompensateEventDefinition',
]);

/** Sub-processes that an event starts: nothing leads in or out, and one start event says which event. */
export const checkEventSubProcesses: Check = ({ nodes }) => {
  const byScope = nodesByScope(nodes);
  return nodes
    .filter((node) => isEventSubProcess(node))
    .flatMap((node) => {
      const starts = (byScope.get(node.id) ?? []).filter(({ type }) => type === 'StartEvent');
      return [...checkBorder(node), ...starts.flatMap((start) => checkStart(start))];
    });
};

export function isEventSubProcess({ type, element }: FlowNode): boolean {
  return type === 'SubProcess' && element.triggeredByEvent === true;
}

function checkBorder({ element, incoming, outgoing, boundaries }: FlowNode): DefinitionProblem[] {
  const problems = [];
  if (incoming.length + outgoing.length > 0)
    problems.push(problemAt(element, '事件子流程由事件启动，不能有流入或流出的连线。'));
  if (element.loopCharacteristics) problems.push(problemAt(element, '事件子流程不能设为多实例。'));
  for (const boundary of boundaries) {
    problems.push(problemAt(boundary.element, '边界事件不能附着在事件子流程上。'));
  }
  return problems;
}

function checkStart({ element, event }: FlowNode): DefinitionProblem[] {
  if (!event || !startDefinitions.has(event))
    return [problemAt(element, '事件子流程的开始事件要指定定时、消息、信号、条件、错误、升级或补偿之一。')];
  if (event === 'ErrorEventDefinition' && element.isInterrupting === false) {
    return [problemAt(element, '由错误启动的事件子流程总是中断外层流程，不能设为非中断。')];
  }
  return [];
}
