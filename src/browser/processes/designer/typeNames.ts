import type { Moddle } from './types.js';

const names: Record<string, string> = {
  Process: '流程',
  Participant: '泳池',
  Lane: '泳道',
  StartEvent: '开始事件',
  EndEvent: '结束事件',
  IntermediateThrowEvent: '中间事件',
  IntermediateCatchEvent: '中间事件',
  BoundaryEvent: '边界事件',
  UserTask: '用户任务',
  ServiceTask: '服务任务',
  SendTask: '发送任务',
  BusinessRuleTask: '规则任务',
  ReceiveTask: '接收任务',
  ScriptTask: '脚本任务',
  ManualTask: '手工任务',
  Task: '未定类型的任务',
  CallActivity: '调用流程',
  SubProcess: '子流程',
  Transaction: '事务子流程',
  AdHocSubProcess: '即席子流程',
  ExclusiveGateway: '排他网关',
  ParallelGateway: '并行网关',
  InclusiveGateway: '包容网关',
  EventBasedGateway: '事件网关',
  ComplexGateway: '复杂网关',
  SequenceFlow: '连线',
  MessageFlow: '消息流',
  Association: '关联线',
  TextAnnotation: '注释',
  Group: '分组框',
  DataObjectReference: '数据对象',
  DataStoreReference: '数据存储',
};

const triggers: Record<string, string> = {
  TimerEventDefinition: '定时',
  MessageEventDefinition: '消息',
  SignalEventDefinition: '信号',
  ConditionalEventDefinition: '条件',
  ErrorEventDefinition: '错误',
  EscalationEventDefinition: '升级',
  CompensateEventDefinition: '补偿',
  CancelEventDefinition: '取消',
  LinkEventDefinition: '链接',
  TerminateEventDefinition: '终止',
};

/** The name of an element's type in the panel and the lists. */
export function typeName({ $type, eventDefinitions }: Moddle): string {
  const name = names[$type.replace('bpmn:', '')] ?? '其他元素';
  const [trigger] = (eventDefinitions as Moddle[] | undefined) ?? [];
  return (trigger ? (triggers[trigger.$type.replace('bpmn:', '')] ?? '') : '') + name;
}
