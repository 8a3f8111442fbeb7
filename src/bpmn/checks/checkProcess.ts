import { type Check, endsImplicitly, type FlowNode, nodesByScope, problemAt, warningAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';

/** Keys name files, URLs and call activities. */
export const processKeyPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What may start a ticket of a process beside a person. */
const startingEvents = new Set(['TimerEventDefinition', 'MessageEventDefinition', 'SignalEventDefinition']);

/** The process itself: its key, its name, one place to begin, and so for each sub-process. */
export const checkProcess: Check = ({ process, nodes }) => {
  const problems = [];
  if (!processKeyPattern.test(process.id ?? '')) {
    problems.push(
      problemAt(process, `流程标识「${process.id}」只能用小写字母、数字和连字符，并以字母开头。`),
    );
  }
  if (!process.name?.trim()) problems.push(warningAt(process, `流程没有名称，以编号「${process.id}」显示。`));
  const byScope = nodesByScope(nodes);
  for (const node of [null, ...nodes.filter(({ type }) => type === 'SubProcess')]) {
    const scope = node?.element ?? process;
    const inScope = byScope.get(String(scope.id)) ?? [];
    const what = node ? '子流程' : '流程';
    const starts = inScope.filter((node) => node.type === 'StartEvent');
    problems.push(...(node ? checkInnerStart(node, starts) : checkStarts(scope, starts)));
    if (endsImplicitly(inScope))
      problems.push(warningAt(scope, `${what}没有结束事件：没有流出连线的环节办完，这一路就结束。`));
  }
  return problems;
};

function checkStarts(process: ModdleElement, starts: FlowNode[]): DefinitionProblem[] {
  if (starts.length === 0) return [problemAt(process, '流程没有开始事件。')];
  const plain = starts.filter(({ event }) => event === null);
  return starts.flatMap((start) => {
    if (start.event !== null && !startingEvents.has(start.event))
      return [problemAt(start.element, '流程的开始事件只能不带触发条件，或由定时、消息、信号触发。')];
    if (start.event !== null && start.element.formKey !== undefined)
      return [problemAt(start.element, '由事件触发的开始事件没有人填写，不能带表单。')];
    if (plain.length > 1 && plain.includes(start) && start.element.formKey === undefined)
      return [problemAt(start.element, '有几个可由人发起的开始事件时，每个都要有表单。')];
    return [];
  });
}

function checkInnerStart(subProcess: FlowNode, starts: FlowNode[]): DefinitionProblem[] {
  const problems = [];
  if (starts.length !== 1)
    problems.push(problemAt(subProcess.element, `子流程必须恰好有一个开始事件，现有 ${starts.length} 个。`));
  const isByEvent = isEventSubProcess(subProcess);
  for (const { element } of starts.filter(({ event }) => event !== null && !isByEvent))
    problems.push(problemAt(element, '子流程的开始事件不能带触发条件。'));
  return problems;
}
