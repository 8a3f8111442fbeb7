import { type Check, type FlowNode, problemAt, reachableFrom } from '../diagram.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';

/** Edges: every node lies on a way from the start to an end, and no edge crosses a border. */
export const checkFlows: Check = ({ elements, flows, nodes }) => {
  const known = new Set(flows.map((flow) => flow.element));
  const dangling = elements
    .filter((element) => element.$type === 'bpmn:SequenceFlow' && !known.has(element))
    .map((element) => problemAt(element, '连线的起点或终点不是流程中的环节。'));
  const crossing = flows
    .filter(({ source, target }) => source.scopeId !== target.scopeId)
    .map(({ element }) => problemAt(element, '连线不能跨越子流程的边界。'));
  return [...dangling, ...crossing, ...nodes.flatMap((node) => checkEnds(node)), ...checkReach(nodes)];
};

function checkEnds(node: FlowNode): DefinitionProblem[] {
  const { element, type, incoming, outgoing } = node;
  const problems = [];
  if (isEventSubProcess(node)) return [];
  if (type === 'EndEvent' && outgoing.length > 0)
    problems.push(problemAt(element, '结束事件不能有流出的连线。'));
  if (type !== 'EndEvent' && outgoing.length === 0)
    problems.push(problemAt(element, '没有流出的连线，流程到此走不下去。'));
  const mayBegin = type === 'StartEvent' || type === 'BoundaryEvent';
  if (mayBegin && incoming.length > 0)
    problems.push(problemAt(element, '开始事件和边界事件不能有流入的连线。'));
  if (type === 'BoundaryEvent' && outgoing.length > 1) {
    problems.push(problemAt(element, '边界事件只能有一条流出的连线，需要分支请接网关。'));
  }
  return problems;
}

function checkReach(nodes: FlowNode[]): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  for (const scopeId of new Set(nodes.map((node) => node.scopeId))) {
    const inScope = nodes.filter((node) => node.scopeId === scopeId);
    const fromStart = reachableFrom(
      inScope.filter((node) => node.type === 'StartEvent'),
      inScope,
      'forward',
    );
    const toEnd = reachableFrom(
      inScope.filter((node) => node.type === 'EndEvent'),
      inScope,
      'backward',
    );
    for (const node of inScope) {
      if (isEventSubProcess(node)) continue;
      if (!fromStart.has(node)) problems.push(problemAt(node.element, '从开始事件到不了这个环节。'));
      else if (!toEnd.has(node) && node.outgoing.length > 0)
        problems.push(problemAt(node.element, '从这个环节到不了任何结束事件。'));
    }
  }
  return problems;
}
