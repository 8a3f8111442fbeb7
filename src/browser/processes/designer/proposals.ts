import { laneAround, laneGroup } from './model/lanes.js';
import type { Designer, Moddle, Shape } from './types.js';

/** Something that the editor can do about an element that the checks refuse. */
export interface Proposal {
  label: string;
  apply(): void;
}

type ProposalRule = (designer: Designer, shape: Shape) => Proposal | null;

const rules: readonly ProposalRule[] = [userTask, defaultFlow, noCondition, groupOfLane];

/** The first proposal that fits the element as it is now; null when a person must decide. */
export function proposalFor(designer: Designer, shape: Shape | undefined): Proposal | null {
  if (!shape) return null;
  for (const rule of rules) {
    const proposal = rule(designer, shape);
    if (proposal) return proposal;
  }
  return null;
}

function userTask(designer: Designer, shape: Shape): Proposal | null {
  if (!/^bpmn:(Task|ManualTask|ScriptTask)$/.test(shape.type)) return null;
  return {
    label: '改为用户任务',
    apply: () => void designer.get('bpmnReplace').replaceElement(shape, { type: 'bpmn:UserTask' }),
  };
}

/** Makes the only flow without a condition the default. */
function defaultFlow(designer: Designer, shape: Shape): Proposal | null {
  const gateway = isDeciding(shape) ? shape : shape.source;
  if (!gateway || !isDeciding(gateway) || gateway.businessObject.default) return null;
  const open = outgoing(gateway).filter(({ businessObject }) => !conditionOf(businessObject));
  const [only] = open;
  if (!only || open.length > 1 || (shape !== gateway && shape !== only)) return null;
  const name = only.businessObject.name || only.target?.businessObject.name || only.id;
  return {
    label: `把「${name}」设为默认出口`,
    apply: () => designer.get('modeling').updateProperties(gateway, { default: only.businessObject }),
  };
}

/** Removes a condition where there is nothing to decide, or on the default flow. */
function noCondition(designer: Designer, shape: Shape): Proposal | null {
  const { businessObject: flow, source } = shape;
  if (flow.$type !== 'bpmn:SequenceFlow' || !conditionOf(flow) || !source) return null;
  const decides = isDeciding(source) && outgoing(source).length > 1 && source.businessObject.default !== flow;
  if (decides) return null;
  return {
    label: '去掉条件',
    apply: () => designer.get('modeling').updateProperties(shape, { conditionExpression: undefined }),
  };
}

function groupOfLane(designer: Designer, shape: Shape): Proposal | null {
  const { businessObject: task } = shape;
  if (task.$type !== 'bpmn:UserTask') return null;
  if (task.get('camunda:candidateGroups') || task.get('camunda:assignee')) return null;
  const lane = laneAround(designer.get('elementRegistry'), task);
  const group = lane && laneGroup(lane, task);
  if (!group) return null;
  return {
    label: `归泳道「${lane.name ?? lane.id}」的办理组`,
    apply: () => designer.get('modeling').updateProperties(shape, { 'camunda:candidateGroups': group }),
  };
}

function isDeciding({ type }: Shape): boolean {
  return type === 'bpmn:ExclusiveGateway' || type === 'bpmn:InclusiveGateway';
}

function outgoing(shape: Shape): Shape[] {
  return (shape.outgoing ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow');
}

function conditionOf(flow: Moddle): string {
  return String((flow.conditionExpression as Moddle | undefined)?.get('body') ?? '').trim();
}
