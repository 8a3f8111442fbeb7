import { allowedDefinitions } from '../bpmn/checks/checkEvents.js';

/** Where an event may stand, in the order of the columns. */
const places = [
  'StartEvent',
  'IntermediateCatchEvent',
  'BoundaryEvent',
  'IntermediateThrowEvent',
  'EndEvent',
] as const;

/** What events do, by their definition; `none` stands for an event without one. */
export const eventTexts: Record<string, { name: string; text: string }> = {
  none: { name: '普通', text: '开始：有人发起；中间：只留记录；结束：这一路办完。' },
  TimerEventDefinition: {
    name: '定时',
    text: '到了时间就继续或启动；边界上可以中断环节，也可以只提醒，按周期重复。',
  },
  MessageEventDefinition: {
    name: '消息',
    text: '按消息名称和关联值送到一张工单，由“登记消息”或别的工单发出；开始事件收到就启动新工单。',
  },
  SignalEventDefinition: {
    name: '信号',
    text: '一处抛出，所有在等这个信号的工单都收到，能由它启动的流程都启动。',
  },
  ConditionalEventDefinition: { name: '条件', text: '工单的数据改变后条件成立，就继续、中断或启动。' },
  ErrorEventDefinition: {
    name: '错误',
    text: '服务、下级流程或结束事件抛出，由最近一层接收，按错误代码匹配；没有人接收就成为异常。',
  },
  EscalationEventDefinition: { name: '升级', text: '向外层请示，可以不中断；没有人接收就继续办理。' },
  CompensateEventDefinition: {
    name: '补偿',
    text: '把同一层已经办完的环节逐个撤销，后办完的先撤销；撤销由关联线连到的补偿任务办理。',
  },
  TerminateEventDefinition: { name: '终止', text: '这一层立即结束，还在办的环节一并取消。' },
};

/** The events that the engine runs and where, as the check of diagrams has it. */
export function engineHelp() {
  const marks = (definition: string | null) =>
    places.map((place) => (allowedDefinitions[place]?.includes(definition) ? '可以' : '—'));
  return {
    events: Object.entries(eventTexts).map(([definition, { name, text }]) => ({
      name,
      text,
      marks: marks(definition === 'none' ? null : definition),
    })),
  };
}
