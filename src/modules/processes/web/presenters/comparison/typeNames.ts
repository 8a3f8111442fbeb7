const nameByType: Record<string, string> = {
  Process: '流程',
  Participant: '泳池',
  Lane: '泳道',
  StartEvent: '开始事件',
  EndEvent: '结束事件',
  BoundaryEvent: '边界事件',
  IntermediateCatchEvent: '中间事件',
  IntermediateThrowEvent: '中间抛出事件',
  UserTask: '人工任务',
  ServiceTask: '系统任务',
  SendTask: '发送任务',
  ReceiveTask: '接收任务',
  BusinessRuleTask: '规则任务',
  ScriptTask: '脚本任务',
  ManualTask: '手工任务',
  Task: '任务',
  CallActivity: '调用流程',
  SubProcess: '子流程',
  Transaction: '事务',
  AdHocSubProcess: '即席子流程',
  ExclusiveGateway: '排他网关',
  ParallelGateway: '并行网关',
  InclusiveGateway: '包容网关',
  EventBasedGateway: '事件网关',
  ComplexGateway: '复杂网关',
  SequenceFlow: '顺序流',
  MessageFlow: '消息流',
  TextAnnotation: '注释',
  Association: '关联线',
  Group: '分组框',
  DataObjectReference: '数据对象',
  DataStoreReference: '数据存储',
};

/** What people call an element of this BPMN type. */
export function typeName(type: string): string {
  const name = type.replace(/^bpmn:/, '');
  return nameByType[name] ?? name;
}
