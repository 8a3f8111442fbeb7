import { splitCommaList } from '../../platform/splitCommaList.js';
import { type Check, type FlowNode, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { loopOf, propertiesOf, templateOf } from '../readModel.js';
import type { DefinitionProblem } from '../types.js';

const returnModes = new Set(['again', 'resume', 'choose']);
const returnableElements = new Set(['UserTask', 'StartEvent', 'SubProcess']);

/** Properties of user tasks that name other elements, and the rule of a vote: a misspelt one would quietly do nothing. */
export const checkTaskRules: Check = ({ nodes }) => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes
    .filter(({ type }) => type === 'UserTask')
    .flatMap((node) => [...checkReturns(node, byId), ...checkChoices(node, byId), ...checkVote(node)]);
};

function checkReturns({ element }: FlowNode, nodes: ReadonlyMap<string, FlowNode>): DefinitionProblem[] {
  const { returnTo, returnMode } = propertiesOf(element);
  const unknown = splitCommaList(returnTo).filter((id) => !returnableElements.has(nodes.get(id)?.type ?? ''));
  const problems = unknown.map((id) => problemAt(element, `可退回的环节「${id}」不存在，或不是用户任务。`));
  if (returnMode !== undefined && !returnModes.has(returnMode))
    problems.push(
      problemAt(element, `退回方式「${returnMode}」不存在，可用的有：「again」「resume」「choose」。`),
    );
  return problems;
}

function checkChoices({ element }: FlowNode, nodes: ReadonlyMap<string, FlowNode>): DefinitionProblem[] {
  return splitCommaList(propertiesOf(element).choosesPerformerOf).flatMap((id) => {
    const node = nodes.get(id);
    if (node?.type !== 'UserTask') return [problemAt(element, `可指定办理人的环节「${id}」不是用户任务。`)];
    const groups = templateOf(node.element.candidateGroups);
    if (groups && 'literal' in groups) return [];
    return [problemAt(element, `环节「${node.element.name ?? id}」没有写明候选组，不能为它指定办理人。`)];
  });
}

function checkVote({ element }: FlowNode): DefinitionProblem[] {
  const characteristics = element.loopCharacteristics as ModdleElement | undefined;
  const { voteField } = propertiesOf(element);
  if (voteField !== undefined && !characteristics)
    return [problemAt(element, '表决字段只能用在多实例（会签）任务上。')];
  const rule = characteristics ? (loopOf(characteristics).completionCondition ?? '') : '';
  if (voteField === undefined && /numberOf(Approvals|Rejections)/.test(rule))
    return [problemAt(element, '会签规则按票数计算，但没有指定表决字段。')];
  return [];
}
