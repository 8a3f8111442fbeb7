const labelByAspect: Record<string, string> = {
  name: '名称',
  type: '类型',
  documentation: '说明',
  lane: '泳道',
  text: '文字',
  isExecutable: '可执行',
  sourceRef: '起点',
  targetRef: '终点',
  conditionExpression: '条件',
  isDefault: '默认流向',
  attachedToRef: '附着于',
  cancelActivity: '到时后',
  fill: '填充颜色',
  stroke: '线条颜色',
  calledElement: '调用的流程',
  'camunda:formKey': '表单',
  'camunda:candidateGroups': '办理组',
  'camunda:candidateUsers': '候选人',
  'camunda:assignee': '办理人',
  'camunda:dueDate': '到期时间',
  'camunda:followUpDate': '跟进时间',
  'camunda:priority': '优先级',
  'camunda:type': '执行方式',
  'camunda:topic': '服务',
  'loopCharacteristics/camunda:collection': '会签名单',
  'loopCharacteristics/camunda:elementVariable': '会签变量',
  'loopCharacteristics/isSequential': '会签次序',
  'loopCharacteristics/loopCardinality': '会签份数',
  'loopCharacteristics/completionCondition': '会签完成条件',
  'TimerEventDefinition/timeDuration': '时限',
  'TimerEventDefinition/timeDate': '定时',
  'TimerEventDefinition/timeCycle': '重复周期',
  'MessageEventDefinition/messageRef': '消息',
  'ErrorEventDefinition/errorRef': '错误',
  messageRef: '消息',
  TimerEventDefinition: '定时器',
  MessageEventDefinition: '消息',
  ErrorEventDefinition: '错误',
  TerminateEventDefinition: '终止整个流程',
  loopCharacteristics: '会签',
  'property:actions': '可用操作',
  'property:returnTo': '可退回到',
  'property:returnMode': '退回后',
  'property:voteField': '表决字段',
  'property:choosesPerformerOf': '指定下一办理人',
  'property:excludePerformerOf': '职责分离',
  'property:notify': '提醒',
  'property:escalation': '升级任务',
  'property:timeBasis': '计时方式',
  'property:rules': '执行的规则',
  'property:risk': '风险',
  'property:control': '控制',
  'property:numberPrefix': '工单号前缀',
  'property:starterGroups': '可发起的岗位',
  'in:*': '传入',
};

const labelByKind: Record<string, string> = { property: '属性', input: '参数', in: '传入', out: '传回' };

/** What people call the aspect of an element; one without a name keeps its own, so that no change goes unseen. */
export function aspectLabel(aspect: string): string {
  const label = labelByAspect[aspect];
  if (label) return label;
  const [kind = '', ...rest] = aspect.split(':');
  const named = labelByKind[kind];
  return named ? `${named} ${rest.join(':')}` : aspect;
}
