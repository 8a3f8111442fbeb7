import { splitCommaList } from '../../platform/splitCommaList.js';
import { type Check, type FlowNode, type KnownReferences, problemAt } from '../diagram.js';
import { callMappingsOf, extensionsOf, propertiesOf, templateOf } from '../readModel.js';
import type { DefinitionProblem } from '../types.js';
import { processKeyPattern } from './checkProcess.js';

const serviceTasks = new Set(['ServiceTask', 'SendTask', 'BusinessRuleTask']);

/** Work: who does it, on which form, by which service or process. */
export const checkTasks: Check = ({ nodes, process }, known) =>
  nodes.flatMap((node) => {
    if (node.type === 'UserTask') return checkUserTask(node, known);
    if (node.type === 'StartEvent') return checkForm(node, known);
    if (serviceTasks.has(node.type)) return checkService(node, known);
    if (node.type === 'CallActivity') return checkCall(node, known, String(process.id));
    return [];
  });

function checkUserTask(node: FlowNode, known: KnownReferences): DefinitionProblem[] {
  const { element } = node;
  const problems = checkForm(node, known);
  if (!element.name?.trim()) problems.push(problemAt(element, '用户任务没有名称。'));
  if (!element.formKey) problems.push(problemAt(element, '用户任务没有指定表单。'));
  const groups = templateOf(element.candidateGroups);
  if (!groups && !templateOf(element.assignee))
    problems.push(problemAt(element, '用户任务没有候选组，也没有办理人。'));
  if (groups && 'literal' in groups) {
    for (const group of splitCommaList(groups.literal)) {
      if (!known.groups.has(group)) problems.push(problemAt(element, `候选组「${group}」不存在。`));
    }
  }
  return [...problems, ...checkActions(node, known)];
}

/** A misspelt action would quietly be missing from the page. */
function checkActions({ element }: FlowNode, known: KnownReferences): DefinitionProblem[] {
  return splitCommaList(propertiesOf(element).actions)
    .filter((name) => !known.taskActions.has(name))
    .map((name) =>
      problemAt(element, `操作「${name}」不存在，可用的有：${[...known.taskActions].join('、')}。`),
    );
}

function checkForm({ element }: FlowNode, known: KnownReferences): DefinitionProblem[] {
  const { formKey } = element;
  if (formKey === undefined || known.formKeys.has(String(formKey))) return [];
  return [problemAt(element, `表单「${String(formKey)}」不存在。`)];
}

function checkService({ element, type }: FlowNode, known: KnownReferences): DefinitionProblem[] {
  const { topic } = element;
  // It sends a message instead.
  if (type === 'SendTask' && !topic && element.messageRef) return [];
  if (type === 'SendTask' && !topic) return [problemAt(element, '发送任务没有指定消息，也没有指定服务。')];
  if (!topic) return [problemAt(element, '服务任务没有指定服务。')];
  return known.topics.has(String(topic)) ? [] : [problemAt(element, `服务「${String(topic)}」不存在。`)];
}

function checkCall({ element }: FlowNode, known: KnownReferences, ownKey: string): DefinitionProblem[] {
  const called = String(element.calledElement ?? '');
  const problems = [];
  if (!called) problems.push(problemAt(element, '调用活动没有指定流程。'));
  else if (called === ownKey) problems.push(problemAt(element, '流程不能调用自己。'));
  else if (!processKeyPattern.test(called) || !known.processKeys.has(called)) {
    problems.push(problemAt(element, `被调用的流程「${called}」不存在。`));
  }
  if (extensionsOf(element, 'camunda:Out').some(({ variables }) => variables !== undefined)) {
    problems.push(problemAt(element, '从被调用的流程取回数据时要逐项写明，不能用 variables="all"。'));
  }
  for (const type of ['camunda:In', 'camunda:Out'] as const) {
    for (const [target, feel] of Object.entries(callMappingsOf(element, type))) {
      if (!feel) problems.push(problemAt(element, `数据项「${target}」的映射没有来源。`));
    }
  }
  return problems;
}
