import { type Check, localType, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';

const SUPPORTED = new Set(
  [
    'Definitions Collaboration Participant MessageFlow Process LaneSet Lane Documentation ExtensionElements',
    'TextAnnotation Association Group Category CategoryValue',
    'DataObject DataObjectReference DataStore DataStoreReference DataInputAssociation DataOutputAssociation Property',
    'SequenceFlow FormalExpression Expression Message Error',
    'StartEvent EndEvent IntermediateThrowEvent IntermediateCatchEvent BoundaryEvent',
    'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess',
    'ExclusiveGateway ParallelGateway InclusiveGateway EventBasedGateway',
    'TimerEventDefinition MessageEventDefinition ErrorEventDefinition TerminateEventDefinition',
    'MultiInstanceLoopCharacteristics',
  ].flatMap((line) => line.split(' ').map((type) => `bpmn:${type}`)),
);

const EXTENSIONS = new Set(
  ['Properties', 'Property', 'InputOutput', 'InputParameter', 'In', 'Out'].map((type) => `camunda:${type}`),
);

/** Camunda attributes that the engine carries out, or that say nothing about execution. */
const ATTRIBUTES = new Set(
  [
    'formKey assignee candidateGroups dueDate priority topic type collection elementVariable versionTag historyTimeToLive',
    'values name value inputParameters source sourceExpression target variables id',
  ].flatMap((line) => line.split(' ')),
);

const REASONS: Record<string, string> = {
  ScriptTask: '不允许使用脚本任务（scriptTask）：流程图里的脚本一律不执行。',
  Import: '不允许引用外部文件（import）。',
  ManualTask: '不支持手工任务，请改为用户任务。',
  Task: '未指定类型的任务不能执行，请改为用户任务。',
  ComplexGateway: '不支持复杂网关。',
  AdHocSubProcess: '不支持即席子流程。',
  Transaction: '不支持事务子流程。',
  CompensateEventDefinition: '不支持补偿。',
  SignalEventDefinition: '不支持信号事件。',
  ConditionalEventDefinition: '不支持条件事件。',
  EscalationEventDefinition: '不支持升级事件。',
  LinkEventDefinition: '不支持链接事件，请直接连线。',
  CancelEventDefinition: '不支持取消事件。',
  StandardLoopCharacteristics: '不支持标准循环，请改用网关连回。',
  ExecutionListener: '不允许使用执行监听器。',
  TaskListener: '不允许使用任务监听器。',
  Script: '不允许使用脚本。',
  Connector: '不允许使用连接器。',
  OutputParameter: '不支持输出参数：任务的结果直接成为工单数据。',
};

/** Only what the engine runs is accepted; moddle itself accepts all of BPMN and drops what it doesn't know. */
export const checkElements: Check = ({ elements }) =>
  elements.flatMap((element) => [...checkType(element), ...checkAttributes(element)]);

function checkType(element: ModdleElement): DefinitionProblem[] {
  if (SUPPORTED.has(element.$type) || EXTENSIONS.has(element.$type)) return [];
  const owner = nearestWithId(element);
  return [problemAt(owner, REASONS[localType(element)] ?? `不支持的元素 ${element.$type}。`)];
}

function checkAttributes(element: ModdleElement): DefinitionProblem[] {
  const owner = nearestWithId(element);
  const problems = foreignAttributes(element).map((name) => problemAt(owner, `不支持的属性 ${name}。`));
  for (const name of Object.keys(element)) {
    const namespace = element.$descriptor?.propertiesByName?.[name]?.ns.prefix;
    if (namespace === 'camunda' && !ATTRIBUTES.has(name)) {
      problems.push(problemAt(owner, `不支持的属性 camunda:${name}。`));
    }
  }
  if (element.type !== undefined && element.topic !== undefined && element.type !== 'external') {
    problems.push(problemAt(owner, '带主题的任务，camunda:type 只能是 external。'));
  }
  if (typeof element.implementation === 'string' && !element.implementation.startsWith('##')) {
    problems.push(problemAt(owner, '不允许使用 implementation，请用 camunda:topic 指定服务。'));
  }
  if (element.isForCompensation === true) problems.push(problemAt(owner, '不支持补偿。'));
  if (element.$type === 'bpmn:ReceiveTask' && element.instantiate === true) {
    problems.push(problemAt(owner, '不支持由接收任务启动流程。'));
  }
  return problems;
}

function foreignAttributes(element: ModdleElement): string[] {
  if (element.$type === 'bpmn:Definitions') return [];
  return Object.keys(element.$attrs ?? {}).filter(
    (name) => !name.startsWith('xmlns') && !name.startsWith('xsi:'),
  );
}

export function nearestWithId(element: ModdleElement): ModdleElement {
  let owner = element;
  while (!owner.id && owner.$parent) owner = owner.$parent;
  return owner;
}
