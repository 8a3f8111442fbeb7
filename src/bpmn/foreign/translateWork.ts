import type { ModdleElement } from '../parseDiagram.js';
import { extensionsOf } from '../readModel.js';
import { readResources } from './readResources.js';
import { addExtension, modelOf, setAttribute, type Translator, templateFrom } from './translation.js';
import { engineAttributes, engineExtensions } from './vendors.js';

/** What people work on: our attribute, the element and attributes of Camunda 8 that say the same, and its Chinese name. */
const workTranslations: [name: string, zeebe: [element: string, attributes: string[]], label: string][] = [
  ['assignee', ['assignmentDefinition', ['assignee']], '办理人'],
  ['candidateGroups', ['assignmentDefinition', ['candidateGroups']], '办理组'],
  ['formKey', ['formDefinition', ['formKey', 'formId', 'externalReference']], '表单'],
  ['dueDate', ['taskSchedule', ['dueDate']], '到期时间'],
  ['priority', ['priorityDefinition', ['priority']], '优先级'],
];

const workerTasks = new Set(['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask']);

/** Performers, forms and due dates of user tasks and start events. */
export const translateWork: Translator = (element, tell) => {
  if (element.$type !== 'bpmn:UserTask' && element.$type !== 'bpmn:StartEvent') return;
  const attributes: Record<string, unknown> = { ...readResources(element), ...engineAttributes(element) };
  for (const [name, [type, zeebe], label] of workTranslations) {
    if (element.$type === 'bpmn:StartEvent' && name !== 'formKey') continue;
    const value = attributes[name] ?? firstValueOf(engineExtensions(element, type)[0], zeebe);
    const text = templateFrom(value);
    if (text === null || element[name] !== undefined) continue;
    setAttribute(element, `camunda:${name}`, text);
    tell(`${label}（${name}）：${value}`, text);
  }
};

/** Services that are named by a topic or job type, with what they are given. */
export const translateServices: Translator = (element, tell) => {
  if (!workerTasks.has(element.$type) || element.topic !== undefined) return;
  const attributes = engineAttributes(element);
  const [definition] = engineExtensions(element, 'taskDefinition');
  const topic = attributes.type === 'external' ? attributes.topic : definition?.type;
  if (typeof topic !== 'string' || topic.startsWith('=') || topic.includes('${')) return;
  setAttribute(element, 'camunda:type', 'external');
  setAttribute(element, 'camunda:topic', topic);
  tell(`外部任务 ${topic}`, `服务（主题）${topic}`);
  const inputs = mappingsOf(element, 'input');
  if (inputs.length === 0) return;
  const model = modelOf(element);
  const inputParameters = inputs.map(({ source, target }) =>
    model.create('camunda:InputParameter', { name: target, value: source }),
  );
  addExtension(element, 'camunda:InputOutput', { inputParameters });
  tell(`输入：${inputs.map(({ target }) => target).join('、')}`, '服务的参数');
};

/** Called processes and what goes in and comes back. */
export const translateCalls: Translator = (element, tell) => {
  if (element.$type !== 'bpmn:CallActivity') return;
  const called = engineExtensions(element, 'calledElement')[0]?.processId;
  if (typeof called === 'string' && !called.startsWith('=') && element.calledElement === undefined) {
    element.calledElement = called;
    tell(`调用的流程（processId）：${called}`, called);
  }
  for (const [kind, zeebe] of [
    ['in', 'input'],
    ['out', 'output'],
  ] as const) {
    const type = kind === 'in' ? 'camunda:In' : 'camunda:Out';
    if (extensionsOf(element, type).length > 0) continue;
    const named = engineExtensions(element, kind).map(({ source, sourceExpression, target }) => ({
      source: templateFrom(sourceExpression) ?? String(source ?? ''),
      target: String(target),
    }));
    const mappings = [...named, ...mappingsOf(element, zeebe)];
    for (const { source, target } of mappings) {
      const [key, value] = source.startsWith('${') ? ['sourceExpression', source] : ['source', source];
      addExtension(element, type, { [key]: value, target });
    }
    if (mappings.length > 0) tell(`${kind === 'in' ? '传入' : '取回'} ${mappings.length} 项数据`, '数据映射');
  }
};

/** Activities that are done once for each of a list. */
export const translateLoops: Translator = (element, tell) => {
  if (element.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return;
  const attributes = engineAttributes(element);
  const [zeebe] = engineExtensions(element, 'loopCharacteristics');
  const collection = attributes.collection ?? zeebe?.inputCollection;
  const variable = attributes.elementVariable ?? zeebe?.inputElement;
  const text = templateFrom(collection);
  if (text === null || element.collection !== undefined) return;
  const list = text.startsWith('${') ? text : `\${${text}}`;
  setAttribute(element, 'camunda:collection', list);
  if (typeof variable === 'string') setAttribute(element, 'camunda:elementVariable', variable);
  tell(`多实例的集合：${String(collection)}`, list, element.$parent);
};

function mappingsOf(element: ModdleElement, kind: 'input' | 'output') {
  const mapping = engineExtensions(element, 'ioMapping')[0] as { $children?: ModdleElement[] } | undefined;
  const entries = (mapping?.$children ?? []).filter(({ $type }) => $type.endsWith(`:${kind}`));
  return entries.flatMap(({ source, target }) => {
    const text = templateFrom(source);
    return text === null ? [] : [{ source: text, target: String(target) }];
  });
}

function firstValueOf(element: ModdleElement | undefined, names: string[]): unknown {
  return names.map((name) => element?.[name]).find((value) => value !== undefined);
}
