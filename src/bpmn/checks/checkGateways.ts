import { type Check, type Flow, type FlowNode, problemAt, warningAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';

const decidingGateways = new Set(['ExclusiveGateway', 'InclusiveGateway']);
/** Each of their flows may have a condition (BPMN 2.0, 13.3.1). */
const activities = new Set(
  'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess'.split(' '),
);
const waitingTargets = new Set(['ReceiveTask', 'IntermediateCatchEvent']);

/** Flows that are decided: conditions on deciding gateways and activities only, a default where all may fail. */
export const checkGateways: Check = ({ nodes }) =>
  nodes.flatMap((node) => [
    ...checkWaysOut(node),
    ...(node.type === 'EventBasedGateway' ? checkEventBased(node) : []),
  ]);

function checkWaysOut(node: FlowNode): DefinitionProblem[] {
  if (decidingGateways.has(node.type)) return checkDeciding(node);
  return activities.has(node.type) ? checkActivity(node) : checkUnconditional(node);
}

function checkActivity({ element, outgoing }: FlowNode): DefinitionProblem[] {
  const problems = outgoing
    .filter((flow) => flow.isDefault && flow.condition !== null)
    .map((flow) => problemAt(flow.element, '默认出口不能带条件。'));
  if (outgoing.length === 0 || outgoing.some((flow) => flow.condition === null)) return problems;
  const message = '流出的连线都带条件，又没有默认出口：条件都不成立时流程会停住。';
  return [...problems, { ...problemAt(element, message), severity: 'warning' }];
}

function checkDeciding({ element, outgoing }: FlowNode): DefinitionProblem[] {
  if (outgoing.length === 1) {
    const [only] = outgoing as [Flow];
    return only.condition === null ? [] : [problemAt(only.element, '只有一条出口的网关，出口不能带条件。')];
  }
  const problems = outgoing
    .filter((flow) => flow.condition === null && !flow.isDefault)
    .map((flow) => problemAt(flow.element, '网关的出口既没有条件，也不是默认出口。'));
  for (const flow of outgoing.filter((one) => one.isDefault && one.condition !== null)) {
    problems.push(problemAt(flow.element, '默认出口不能带条件。'));
  }
  if (outgoing.length > 1 && !outgoing.some((flow) => flow.isDefault)) {
    problems.push(withoutDefault(element, outgoing));
  }
  return problems;
}

/** It runs; where no condition is met, the ticket stops with an incident. */
function withoutDefault(element: ModdleElement, outgoing: readonly Flow[]): DefinitionProblem {
  const last = outgoing.at(-1) as Flow;
  const name = last.element.name?.trim() || last.target.element.name?.trim() || last.target.id;
  const mend = { kind: 'setDefault' as const, label: `把通往「${name}」的设为默认出口`, flowId: last.id };
  const message = '网关没有默认出口：条件都不成立时，工单停在这里，记为异常。';
  return { ...warningAt(element, message), mend };
}

function checkUnconditional({ outgoing, type }: FlowNode): DefinitionProblem[] {
  const what = type.endsWith('Gateway') ? '并行网关和事件网关的出口' : '事件的流出连线';
  return outgoing.flatMap((flow) => [
    ...(flow.condition === null ? [] : [problemAt(flow.element, `${what}不能带条件，请用排他网关。`)]),
    ...(flow.isDefault ? [problemAt(flow.element, `${what}不能设为默认。`)] : []),
  ]);
}

function checkEventBased({ element, outgoing }: FlowNode): DefinitionProblem[] {
  const problems = outgoing
    .filter(({ target }) => !waitingTargets.has(target.type))
    .map((flow) =>
      problemAt(flow.element, '事件网关之后只能是接收任务，或等待定时、消息、信号、条件的中间事件。'),
    );
  for (const { target } of outgoing.filter((flow) => flow.target.incoming.length > 1)) {
    problems.push(problemAt(target.element, '事件网关之后的事件不能有其他流入的连线。'));
  }
  if (outgoing.length < 2) problems.push(problemAt(element, '事件网关至少要有两条出口。'));
  if (element.instantiate === true) problems.push(problemAt(element, '不支持由事件网关启动流程。'));
  return problems;
}
