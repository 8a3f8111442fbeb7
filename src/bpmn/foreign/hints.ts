import { childrenOf, localType } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { untranslated } from './translateConditions.js';
import { foreignName } from './vendors.js';

/** What a file says in another engine's words, and what a person does here instead. */
export interface Hint {
  found: string;
  instead: string;
  /** Name of the attribute or extension element that may go once that is done; null where the element itself is meant. */
  leftover: string | null;
}

const codeHint = '把服务任务的「服务」选为这里的一个服务（主题）；没有合适的，请管理员添加';
const listenerHint = '这里不执行监听器：要做的事画成服务任务，要通知人的用任务属性「通知」';

/** By the name of the attribute. */
const attributeHints: Record<string, string> = {
  class: codeHint,
  delegateExpression: codeHint,
  expression: codeHint,
  resultVariable: '服务的结果直接成为工单数据，不用另取名称',
  candidateUsers: '改为办理组（岗位），或者用办理人',
  formHandlerClass: '在「表单」里新建表单，再选给这个环节',
  formFieldValidation: '校验写在表单里',
  skipExpression: '用排他网关绕过这个环节',
  decisionRef: '决策表在这里不执行：用条件或服务任务',
  formRef: '在「表单」里新建表单，再选给这个环节',
  calledElementBinding: '被调用的流程总是用最新的版本',
  inheritVariables: '要传的数据在「数据映射」里逐项写明',
};

/** By the name of the extension element. */
const extensionHints: Record<string, string> = {
  formdata: '在「表单」里新建表单，字段照抄，再选给这个环节',
  formproperty: '在「表单」里新建表单，字段照抄，再选给这个环节',
  executionlistener: listenerHint,
  tasklistener: listenerHint,
  eventlistener: listenerHint,
  executionlisteners: listenerHint,
  tasklisteners: listenerHint,
  connector: codeHint,
  field: '服务的参数写在「参数」里',
  outputparameter: '任务的结果直接成为工单数据',
  script: '这里不执行脚本：用条件或服务任务',
  calleddecision: '决策表在这里不执行：用条件或服务任务',
  'onentry-script': '这里不执行脚本：用服务任务',
  'onexit-script': '这里不执行脚本：用服务任务',
};

/** Types that do not run here, as people call them, and what to draw instead. */
const typeHints: Record<string, { name: string; instead: string }> = {
  ScriptTask: { name: '脚本任务', instead: '改为服务任务，选一个服务；只是算数的，用表单里的计算字段' },
  ComplexGateway: { name: '复杂网关', instead: '改为包容网关或排他网关，条件写在连线上' },
  AdHocSubProcess: { name: '即席子流程', instead: '改为普通子流程，里面的环节用连线排出次序' },
  Transaction: { name: '事务子流程', instead: '改为普通子流程' },
};

/** The same for what triggers an event, or what it throws. */
const eventHints: Record<string, { name: string; instead: string }> = {
  CancelEventDefinition: { name: '取消事件', instead: '改为错误事件' },
  LinkEventDefinition: { name: '链接事件', instead: '直接连线' },
};

/** What stands at an element itself that has to be done otherwise here. */
export function hintsAt(element: ModdleElement): Hint[] {
  if (!element.$type.startsWith('bpmn:')) return [];
  return [
    ...hintsAtType(element),
    ...hintsAtAttributes(element),
    ...hintsAtExtensions(element),
    ...hintsAtExpressions(element),
  ];
}

function hintsAtType(element: ModdleElement): Hint[] {
  const events = ((element.eventDefinitions as ModdleElement[] | undefined) ?? []).map(
    (definition) => eventHints[localType(definition)],
  );
  return [typeHints[localType(element)], ...events].flatMap((hint) =>
    hint ? [{ found: `${hint.name}（${nameOf(element)}）`, instead: hint.instead, leftover: null }] : [],
  );
}

function hintsAtAttributes(element: ModdleElement): Hint[] {
  const foreign = Object.entries(element.$attrs ?? {}).filter(([name]) => {
    const vendor = foreignName(element, name)?.vendor;
    return vendor !== undefined && vendor !== 'other';
  });
  return [...camundaAttributes(element), ...foreign].flatMap(([name, value]) => {
    const instead = attributeHints[name.slice(name.indexOf(':') + 1)];
    return instead ? [{ found: `${name} = ${value}`, instead, leftover: name }] : [];
  });
}

/** Expressions that were left as they are, with the part that has no counterpart. */
function hintsAtExpressions(element: ModdleElement): Hint[] {
  return untranslated(element).map(({ label, text, problem }) => ({
    found: `${label} ${shortened(text)}`,
    instead: `${problem}，这里没有对应的写法，请用 FEEL 重写`,
    leftover: null,
  }));
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

function hintsAtExtensions(element: ModdleElement): Hint[] {
  const extension = element.extensionElements as ModdleElement | undefined;
  return (extension ? childrenOf(extension) : []).flatMap((value) => {
    const instead = extensionHints[localType(value).toLowerCase()];
    const { $type: name } = value;
    return instead && isOfEngine(value) ? [{ found: name, instead, leftover: name }] : [];
  });
}

function camundaAttributes(element: ModdleElement): [string, string][] {
  const names = Object.keys(element).filter(
    (name) => element.$descriptor?.propertiesByName?.[name]?.ns.prefix === 'camunda',
  );
  return names.map((name) => [`camunda:${name}`, String(element[name])]);
}

function isOfEngine(element: ModdleElement): boolean {
  return element.$type.startsWith('camunda:') || foreignName(element, element.$type)?.vendor !== 'other';
}

function nameOf({ name, id }: ModdleElement): string {
  return name ?? id ?? '';
}
