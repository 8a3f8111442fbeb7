import { type Check, type Diagram, type Flow, type FlowNode, problemAt, warningAt } from '../diagram.js';
import { feelProblem } from '../expressions/feelText.js';
import type { Template, TimerModel } from '../model.js';
import type { ModdleElement } from '../parseDiagram.js';
import {
  callMappingsOf,
  conditionOf,
  correlationKeyOf,
  extensionsOf,
  inputParametersOf,
  loopOf,
  templateOf,
  timerOf,
} from '../readModel.js';
import { timerProblem } from '../timers.js';
import type { DefinitionProblem } from '../types.js';

const feelLanguage = /feel/i;
const templateProperties = ['assignee', 'candidateGroups', 'dueDate', 'priority'] as const;

/** Every expression is parsed and every literal time read at deployment, so that no ticket stops at a typing error. */
export const checkExpressions: Check = (diagram) => [
  ...diagram.flows.flatMap(checkCondition),
  ...diagram.nodes.flatMap((node) => [
    ...checkAttributes(node),
    ...checkMappings(node),
    ...checkTimer(node, String(diagram.process.id)),
    ...checkEventExpressions(node),
    ...checkLoop(node),
  ]),
  ...checkLiteralOnly(diagram),
];

function checkCondition({ element, condition }: Flow): DefinitionProblem[] {
  if (condition === null) return [];
  const { language } = element.conditionExpression as ModdleElement;
  if (typeof language === 'string' && !feelLanguage.test(language)) {
    return [problemAt(element, `条件只能用 FEEL 书写，不能用 ${language}。`)];
  }
  return checkFeel(element, '条件', condition);
}

function checkAttributes({ element }: FlowNode): DefinitionProblem[] {
  return templateProperties.flatMap((name) => {
    const template = templateOf(element[name]);
    if (!template) return [];
    if (name === 'dueDate' && 'literal' in template) return checkDueDate(element, template.literal);
    if (name === 'priority' && 'literal' in template && !Number.isFinite(Number(template.literal))) {
      return [problemAt(element, `优先级「${template.literal}」不是数字。`)];
    }
    return checkTemplate(element, `属性 ${name}`, template);
  });
}

function checkDueDate(element: ModdleElement, text: string): DefinitionProblem[] {
  const problem = timerProblem(text.startsWith('P') ? 'timeDuration' : 'timeDate', text);
  return problem ? [problemAt(element, `到期时间不对：${problem}。`)] : [];
}

function checkMappings({ element }: FlowNode): DefinitionProblem[] {
  const nested = extensionsOf(element, 'camunda:InputOutput')
    .flatMap((list) => (list.inputParameters as ModdleElement[] | undefined) ?? [])
    .filter((parameter) => parameter.definition !== undefined)
    .map((parameter) => problemAt(element, `输入参数「${parameter.name}」只能是文字或表达式。`));
  const inputs = inputParametersOf(element).flatMap(({ target, template }) =>
    checkTemplate(element, `输入参数「${target}」`, template),
  );
  const calls = (['camunda:In', 'camunda:Out'] as const).flatMap((type) =>
    Object.entries(callMappingsOf(element, type)).flatMap(([target, text]) =>
      text ? checkFeel(element, `数据项「${target}」的映射`, text) : [],
    ),
  );
  return [...nested, ...inputs, ...calls];
}

/** Conditions of events and keys of messages. */
function checkEventExpressions({ element, event }: FlowNode): DefinitionProblem[] {
  const [definition] = (element.eventDefinitions as ModdleElement[] | undefined) ?? [];
  const condition = definition && event === 'ConditionalEventDefinition' ? conditionOf(definition) : null;
  const { language } = (definition?.condition ?? {}) as { language?: unknown };
  if (condition && typeof language === 'string' && !feelLanguage.test(language))
    return [problemAt(element, `条件只能用 FEEL 书写，不能用 ${language}。`)];
  const key = correlationKeyOf(element);
  return [
    ...(condition ? checkFeel(element, '条件', condition) : []),
    ...(key ? checkFeel(element, '消息匹配值', key) : []),
  ];
}

function checkTimer({ element, event, type, scopeId }: FlowNode, processId: string): DefinitionProblem[] {
  if (event !== 'TimerEventDefinition') return [];
  const [definition] = element.eventDefinitions as [ModdleElement];
  const kinds = ['timeDuration', 'timeDate', 'timeCycle'].filter((kind) => definition[kind] !== undefined);
  const timer = timerOf(definition);
  if (!timer || kinds.length !== 1) return [problemAt(element, '定时事件要指定时长、时间或周期之一。')];
  const problems = checkTemplate(element, '定时', timer.template);
  if ('literal' in timer.template) {
    const problem = timerProblem(timer.kind, timer.template.literal);
    if (problem) problems.push(problemAt(element, `定时不对：${problem}。`));
  }
  if (type === 'StartEvent' && scopeId === processId)
    return [...problems, ...checkTimerStart(element, timer)];
  const repeats =
    (type === 'BoundaryEvent' && element.cancelActivity === false) ||
    (type === 'StartEvent' && element.isInterrupting === false);
  if (timer.kind === 'timeCycle' && !repeats) {
    problems.push(warningAt(element, '周期在这里只有第一次起作用：之后没有可以再触发的地方。'));
  }
  return problems;
}

/** It starts tickets: there are no data yet that it could ask, and no moment from which time would run. */
function checkTimerStart(element: ModdleElement, { kind, template }: TimerModel): DefinitionProblem[] {
  if ('feel' in template) return [problemAt(element, '启动流程的定时只能写固定的时间，不能用表达式。')];
  if (kind !== 'timeDuration') return [];
  return [problemAt(element, '启动流程的定时要写时间或周期，不能写时长。')];
}

function checkLoop({ element }: FlowNode): DefinitionProblem[] {
  const characteristics = element.loopCharacteristics as ModdleElement | undefined;
  if (characteristics?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return [];
  const { collection, cardinality, completionCondition } = loopOf(characteristics);
  return [
    ...(collection ? checkFeel(element, '多实例的集合', collection) : []),
    ...(cardinality ? checkFeel(element, '多实例的次数', cardinality) : []),
    ...(completionCondition ? checkFeel(element, '多实例的完成条件', completionCondition) : []),
  ];
}

/** Forms, topics, called processes and messages are names that deployment looks up; an expression can't be looked up. */
function checkLiteralOnly({ elements }: Diagram): DefinitionProblem[] {
  return elements.flatMap((element) =>
    ['formKey', 'topic', 'calledElement']
      .filter((name) => typeof element[name] === 'string' && (element[name] as string).includes('${'))
      .map((name) => problemAt(element, `属性 ${name} 只能是固定的文字，不能是表达式。`)),
  );
}

function checkTemplate(element: ModdleElement, what: string, template: Template): DefinitionProblem[] {
  if ('feel' in template) return checkFeel(element, what, template.feel);
  if (!template.literal.includes('${') && !template.literal.includes('#{')) return [];
  return [problemAt(element, `${what}「${template.literal}」不对：表达式要占满整个属性，写成 \${…}。`)];
}

function checkFeel(element: ModdleElement, what: string, text: string): DefinitionProblem[] {
  const problem = feelProblem(text);
  return problem ? [problemAt(element, `${what}「${text}」不是正确的 FEEL 表达式：${problem}。`)] : [];
}
