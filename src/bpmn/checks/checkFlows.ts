import {
  type Check,
  endsImplicitly,
  type FlowNode,
  nodesByScope,
  problemAt,
  reachableFrom,
} from '../diagram.js';
import type { DefinitionProblem } from '../types.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';
import { isCompensationBoundary, isHandler } from './compensation.js';

/** Edges: every node lies on a way from the start to an end, and no edge crosses a border. */
export const checkFlows: Check = ({ elements, flows, nodes }) => {
  const known = new Set(flows.map((flow) => flow.element));
  const dangling = elements
    .filter((element) => element.$type === 'bpmn:SequenceFlow' && !known.has(element))
    .map((element) => problemAt(element, '连线的起点或终点不是流程中的环节。'));
  const crossing = flows
    .filter(({ source, target }) => source.scopeId !== target.scopeId)
    .map(({ element }) => problemAt(element, '连线不能跨越子流程的边界。'));
  return [...dangling, ...crossing, ...[...nodesByScope(nodes).values()].flatMap(checkScope)];
};

function checkScope(nodes: FlowNode[]): DefinitionProblem[] {
  const mayEnd = endsImplicitly(nodes);
  const reached = nodes.filter(
    (node) => !isEventSubProcess(node) && !isHandler(node) && !isCompensationBoundary(node),
  );
  return [
    ...reached.flatMap((node) => checkEnds(node, mayEnd && node.type !== 'BoundaryEvent')),
    ...checkUnreachable(reached),
    ...checkEndless(reached),
  ];
}

/** `mayEnd`: a way may end at a node that nothing leads out of. */
function checkEnds(node: FlowNode, mayEnd: boolean): DefinitionProblem[] {
  const { element, type, incoming, outgoing } = node;
  const problems = [];
  if (type === 'EndEvent' && outgoing.length > 0)
    problems.push(problemAt(element, '结束事件不能有流出的连线。'));
  if (type !== 'EndEvent' && outgoing.length === 0 && !mayEnd)
    problems.push(problemAt(element, '没有流出的连线，流程到此走不下去。'));
  const mayBegin = type === 'StartEvent' || type === 'BoundaryEvent';
  if (mayBegin && incoming.length > 0)
    problems.push(problemAt(element, '开始事件和边界事件不能有流入的连线。'));
  return problems;
}

/** Only where the unreached parts begin: one cut flow would else be a problem of everything behind it. */
function checkUnreachable(nodes: FlowNode[]): DefinitionProblem[] {
  const starts = nodes.filter(({ type }) => type === 'StartEvent');
  const fromStart = reachableFrom(starts, 'forward');
  const lost = nodes.filter((node) => !fromStart.has(node));
  const heads = lost.filter(({ incoming, attachedTo }) => incoming.length === 0 && !attachedTo);
  const behind = reachableFrom(heads, 'forward');
  const inCircle = lost.find((node) => !behind.has(node));
  return [...heads, ...(inCircle ? [inCircle] : [])].map(({ element, outgoing }) =>
    problemAt(
      element,
      outgoing.length > 0 ? '从开始事件到不了这个环节，也就到不了它后面的。' : '从开始事件到不了这个环节。',
    ),
  );
}

/** Circles that nothing leaves; a dead end is a problem of its own, not of what leads to it. */
function checkEndless(nodes: FlowNode[]): DefinitionProblem[] {
  const ends = nodes.filter(({ type, outgoing }) => type === 'EndEvent' || outgoing.length === 0);
  const toEnd = reachableFrom(ends, 'backward');
  const inCircle = nodes.find((node) => !toEnd.has(node));
  return inCircle ? [problemAt(inCircle.element, '从这个环节到不了任何结束事件。')] : [];
}
