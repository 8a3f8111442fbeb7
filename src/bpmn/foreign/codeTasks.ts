import { childrenOf, localType, modelElements } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { changeType, type Tell } from './translateProcess.js';
import { modelOf, setAttribute } from './translation.js';
import { engineAttributes, foreignName } from './vendors.js';

/** Who does from now on what another engine did by programs of its own: a person, or a service that is known here. */
export type NewWorker = { person: true } | { topic: string };

const codeTypes = new Set(['bpmn:ScriptTask', 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask']);

/** Attributes that say by what program a task is done, with what they hold. */
const codeAttributes: Record<string, string> = {
  class: 'Java 类',
  delegateExpression: '委托表达式',
  expression: '表达式',
  type: '内置任务',
  topic: '外部任务（主题）',
  decisionRef: '决策表',
  decisionTableReferenceKey: '决策表',
  implementation: '实现',
  resultVariable: '结果存入',
  resultVariableName: '结果存入',
  mapDecisionResult: '结果',
  rules: '规则',
  ruleVariablesInput: '规则的输入',
  scriptFormat: '脚本语言',
};

/** Extension elements that are part of it. */
const codeExtensions = new Set([
  'field',
  'connector',
  'script',
  'calleddecision',
  'taskdefinition',
  'taskheaders',
  'inputoutput',
]);

/** The tasks among these elements that a program of another engine does; a task with a topic is none. */
export function codeTasksAmong(elements: readonly ModdleElement[]): ModdleElement[] {
  return elements.filter(({ $type, topic }) => codeTypes.has($type) && topic === undefined);
}

/** What a task of code did, as far as the file says it. */
export function describeCode(element: ModdleElement): string {
  const attributes = Object.entries({ ...engineAttributes(element), ...ownAttributes(element) });
  const did = [
    ...attributes.flatMap(([name, value]) =>
      codeAttributes[name] ? [`${codeAttributes[name]} ${value}`] : [],
    ),
    ...(typeof element.script === 'string' ? [`脚本 ${element.script.trim()}`] : []),
    ...codeExtensionsOf(element).flatMap((one) => textOf(one)),
  ];
  return did.length > 0 ? did.join('；') : '文件里没有写明做什么';
}

/** Gives all tasks of code to another worker; what each did stays in its documentation, and is told. */
export function replaceCode(root: ModdleElement, worker: NewWorker, tell: Tell): void {
  for (const element of codeTasksAmong(modelElements(root))) {
    const did = describeCode(element);
    removeCode(element);
    const task = changeType(element, 'person' in worker ? 'bpmn:UserTask' : 'bpmn:ServiceTask');
    const documentation = modelOf(task).create('bpmn:Documentation', { text: `原来由程序做：${did}` });
    documentation.$parent = task;
    task.documentation = [...((task.documentation as ModdleElement[] | undefined) ?? []), documentation];
    if ('topic' in worker) {
      setAttribute(task, 'camunda:type', 'external');
      setAttribute(task, 'camunda:topic', worker.topic);
    }
    tell(`由程序做的任务（${did}）`, 'person' in worker ? '用户任务' : `服务 ${worker.topic}`, task);
  }
}

/** Takes out what says how another engine does a task. */
function removeCode(element: ModdleElement): void {
  for (const name of [...Object.keys(codeAttributes), 'script', 'operationRef']) delete element[name];
  for (const name of Object.keys(element.$attrs ?? {})) {
    const foreign = foreignName(element, name);
    if (foreign && foreign.vendor !== 'other' && foreign.local in codeAttributes)
      delete element.$attrs?.[name];
  }
  const extension = element.extensionElements as ModdleElement | undefined;
  if (!extension) return;
  const gone = new Set(codeExtensionsOf(element));
  extension.values = childrenOf(extension).filter((one) => !gone.has(one));
  if ((extension.values as ModdleElement[]).length === 0) delete element.extensionElements;
}

function ownAttributes(element: ModdleElement): Record<string, string> {
  const names = Object.keys(codeAttributes).filter(
    (name) => typeof element[name] === 'string' && element[name] !== '##WebService',
  );
  return Object.fromEntries(names.map((name) => [name, String(element[name])]));
}

function codeExtensionsOf(element: ModdleElement): ModdleElement[] {
  const extension = element.extensionElements as ModdleElement | undefined;
  return (extension ? childrenOf(extension) : []).filter((one) =>
    codeExtensions.has(localType(one).toLowerCase()),
  );
}

/** An extension element with all its values in a line. */
function textOf(element: ModdleElement): string[] {
  const parts: string[] = [];
  const open: ModdleElement[] = [element];
  for (let one = open.pop(); one; one = open.pop()) {
    const values = Object.entries(one).filter(
      ([key, value]) => !key.startsWith('$') && typeof value !== 'object',
    );
    parts.push(...values.map(([key, value]) => `${key}=${String(value)}`));
    if (typeof one.$body === 'string') parts.push(one.$body.trim());
    open.push(...childrenOf(one), ...((one.$children as ModdleElement[] | undefined) ?? []));
  }
  return parts.length > 0 ? [`${localType(element)}：${parts.join('，')}`] : [];
}
