import { type Check, localType, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';

const supportedElements = new Set(
  [
    'Definitions Collaboration Participant MessageFlow Process LaneSet Lane Documentation ExtensionElements',
    'TextAnnotation Association Group Category CategoryValue',
    'DataObject DataObjectReference DataStore DataStoreReference DataInputAssociation DataOutputAssociation Property',
    'SequenceFlow FormalExpression Expression Message Error Signal Escalation',
    'StartEvent EndEvent IntermediateThrowEvent IntermediateCatchEvent BoundaryEvent',
    'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess',
    'ExclusiveGateway ParallelGateway InclusiveGateway EventBasedGateway',
    'TimerEventDefinition MessageEventDefinition ErrorEventDefinition TerminateEventDefinition',
    'SignalEventDefinition ConditionalEventDefinition EscalationEventDefinition CompensateEventDefinition',
    'MultiInstanceLoopCharacteristics',
  ].flatMap((line) => line.split(' ').map((type) => `bpmn:${type}`)),
);

const knownExtensions = new Set(
  ['Properties', 'Property', 'InputOutput', 'InputParameter', 'In', 'Out'].map((type) => `camunda:${type}`),
);

/** Parts of BPMN that describe data, roles or interfaces; the engine has its own ways for those. */
const describingElements = new Set(
  [
    'ItemDefinition Interface Operation Resource ResourceParameter PartnerEntity PartnerRole',
    'InputOutputSpecification DataInput DataOutput InputSet OutputSet DataState Assignment Auditing Monitoring',
    'ResourceRole Performer HumanPerformer PotentialOwner ResourceAssignmentExpression ResourceParameterBinding',
    'Relationship Extension Rendering EndPoint CorrelationProperty CorrelationPropertyRetrievalExpression',
    'CorrelationKey CorrelationPropertyBinding CorrelationSubscription',
  ].flatMap((line) => line.split(' ').map((type) => `bpmn:${type}`)),
);

/** Camunda attributes about how its engine stores and repeats work: nothing changes without them. */
const technicalElements = new Set(
  [
    'FailedJobRetryTimeCycle asyncBefore asyncAfter async exclusive jobPriority taskPriority initiator isStartableInTasklist',
    'candidateStarterGroups candidateStarterUsers diagramRelationId modelerTemplate modelerTemplateVersion',
    'modelerTemplateIcon',
  ].flatMap((line) => line.split(' ').map((name) => `camunda:${name}`)),
);

/** Extensions that other engines execute: a process without them is a different process. */
const foreignBehaviour =
  /^(executionListener|taskListener|activiti-listener|skipExpression|script|on(Entry|Exit)-script|eventListener|executionListeners|taskListeners)$/i;

/** Camunda attributes that the engine carries out, or that say nothing about execution. */
const knownAttributes = new Set(
  [
    'formKey assignee candidateGroups dueDate priority topic type collection elementVariable versionTag historyTimeToLive',
    'values name value inputParameters source sourceExpression target variables id',
  ].flatMap((line) => line.split(' ')),
);

const refusalReasons: Record<string, string> = {
  ScriptTask: '不允许使用脚本任务：流程图里的脚本一律不执行。',
  Import: '不允许引用外部文件。',
  ManualTask: '不支持手工任务，请改为用户任务。',
  Task: '未指定类型的任务不能执行，请改为用户任务。',
  ComplexGateway: '不支持复杂网关。',
  AdHocSubProcess: '不支持即席子流程。',
  Transaction: '不支持事务子流程。',
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
export const checkElements: Check = ({ elements }) => {
  const checked = elements.filter((element) => !isInsideRefused(element));
  return [
    ...checked.flatMap((element) => [...checkType(element), ...checkAttributes(element)]),
    ...warnOfUnused(checked),
  ];
};

/** One refusal for an extension is enough, whatever is in it. */
function isInsideRefused({ $parent: parent }: ModdleElement): boolean {
  return parent?.$type.startsWith('camunda:') === true && !knownExtensions.has(parent.$type);
}

/** Warns, once for each element, about what has no effect here. */
function warnOfUnused(elements: ModdleElement[]): DefinitionProblem[] {
  const names = new Map<ModdleElement, string[]>();
  for (const element of elements) {
    const owner = nearestWithId(element);
    const found = names.get(owner) ?? [];
    names.set(owner, found);
    if (!isSupported(element.$type) && hasNoEffect(element.$type))
      found.push(element.$type.replace('bpmn:', ''));
    found.push(...[...foreignAttributes(element), ...camundaAttributes(element)].filter(hasNoEffect));
  }
  return [...names].flatMap(([owner, found]) =>
    found.length > 0 ? [unusedAt(owner, [...new Set(found)])] : [],
  );
}

function unusedAt(owner: ModdleElement, names: string[]): DefinitionProblem {
  const message = `${names.join('、')} 在这里不起作用，原样保留。`;
  return { ...problemAt(owner, message), severity: 'warning' };
}

function checkType(element: ModdleElement): DefinitionProblem[] {
  const { $type: type } = element;
  if (isSupported(type) || hasNoEffect(type)) return [];
  const owner = nearestWithId(element);
  if (!/^(bpmn|camunda):/.test(type)) return [notExecutedHere(owner, type)];
  return [problemAt(owner, refusalReasons[localType(element)] ?? '不支持这种元素，请删除它。')];
}

function checkAttributes(element: ModdleElement): DefinitionProblem[] {
  const owner = nearestWithId(element);
  const foreign = foreignAttributes(element).filter((name) => !hasNoEffect(name));
  const problems = foreign.map((name) => notExecutedHere(owner, name));
  if (!isSupported(element.$type)) return problems;
  for (const name of camundaAttributes(element).filter((one) => !hasNoEffect(one))) {
    problems.push(problemAt(owner, `属性「${name}」在这里不起作用，请删除。`));
  }
  if (element.type !== undefined && element.topic !== undefined && element.type !== 'external') {
    problems.push(problemAt(owner, '写了服务（主题）的任务，属性「camunda:type」只能是「external」。'));
  }
  if (typeof element.implementation === 'string' && !element.implementation.startsWith('##')) {
    problems.push(
      problemAt(owner, '这里不执行其他引擎的程序（属性「implementation」），请选这里的一个服务。'),
    );
  }
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

/** Refuses what another engine would execute and this one does not. */
function notExecutedHere(owner: ModdleElement, name: string): DefinitionProblem {
  return problemAt(owner, `「${name}」在这里不执行，请改用服务任务或流程里的环节，然后删除它。`);
}

/** Camunda attributes that the engine doesn't carry out. */
function camundaAttributes(element: ModdleElement): string[] {
  const isCamunda = (name: string) => element.$descriptor?.propertiesByName?.[name]?.ns.prefix === 'camunda';
  return Object.keys(element)
    .filter((name) => isCamunda(name) && !knownAttributes.has(name))
    .map((name) => `camunda:${name}`);
}

function isSupported(type: string): boolean {
  return supportedElements.has(type) || knownExtensions.has(type);
}

/** Names of elements and attributes that can't change how a process runs here. */
function hasNoEffect(name: string): boolean {
  if (describingElements.has(name) || technicalElements.has(name)) return true;
  return !/^(bpmn|camunda):/.test(name) && !foreignBehaviour.test(name.slice(name.indexOf(':') + 1));
}

function nearestWithId(element: ModdleElement): ModdleElement {
  let owner = element;
  while (!owner.id && owner.$parent) owner = owner.$parent;
  return owner;
}
