import { checkDefinition } from '../../../../../src/bpmn/checkDefinition.js';
import { deployDefinition } from '../../../../../src/modules/processes/steps/deployDefinition.js';
import { systemActor } from '../../../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../../../src/platform/runCommand.js';
import { definitions } from '../../../../bpmn/support/bpmnXml.js';

const form = {
  $id: 'stop',
  title: '登记',
  type: 'object',
  additionalProperties: false,
  properties: {
    amount: { title: '金额', type: 'number' },
    way: {
      title: '走向',
      type: 'string',
      oneOf: [
        { const: 'a', title: '甲' },
        { const: 'b', title: '乙' },
      ],
    },
    moment: { title: '约定时间', type: 'string', format: 'date-time' },
    person: { title: '办理人', type: 'integer' },
    visits: {
      title: '上门',
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { place: { title: '地点', type: 'string', maxLength: 20 } },
      },
    },
  },
};

const condition = (text: string) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text.replaceAll('>', '&gt;')}</bpmn:conditionExpression>`;
const flow = (id: string, from: string, to: string, text?: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${text === undefined ? ' />' : `>${condition(text)}</bpmn:sequenceFlow>`}`;
const ends = '<bpmn:endEvent id="end" name="结束" /><bpmn:endEvent id="other" name="另一结束" />';
const byAmount = `<bpmn:exclusiveGateway id="choose" name="金额大吗？" default="small" />${flow('large', 'choose', 'end', 'amount > 1000')}${flow('small', 'choose', 'other')}${ends}`;
const onTheWay = (xml: string) => `${xml}<bpmn:endEvent id="end" name="结束" />${flow('f2', 'stop', 'end')}`;

/** What comes after the task, by the way in which a ticket stops there. */
export const stops = {
  condition: flow('f1', 'work', 'choose') + byAmount,
  nowhere: `${flow('f1', 'work', 'choose')}<bpmn:exclusiveGateway id="choose" name="走哪边？" />${flow('fa', 'choose', 'end', 'way = "a" and amount > 5')}${flow('fb', 'choose', 'other', 'way = "b"')}${ends}`,
  types: `${flow('f1', 'work', 'choose')}<bpmn:exclusiveGateway id="choose" name="走哪边？" default="fb" />${flow('fa', 'choose', 'end', 'way = "a" and amount > way')}${flow('fb', 'choose', 'other')}${ends}`,
  timer:
    flow('f1', 'work', 'stop') +
    onTheWay(
      '<bpmn:intermediateCatchEvent id="stop" name="等到约定时间"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${moment}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ),
  assignee:
    flow('f1', 'work', 'stop') +
    onTheWay('<bpmn:userTask id="stop" name="复核" camunda:formKey="stop" camunda:assignee="${person}" />'),
  loop:
    flow('f1', 'work', 'stop') +
    onTheWay(
      '<bpmn:userTask id="stop" name="逐处上门" camunda:formKey="stop" camunda:candidateGroups="service-clerk"><bpmn:multiInstanceLoopCharacteristics isSequential="false" camunda:collection="${visits}" camunda:elementVariable="visit" /></bpmn:userTask>',
    ),
  mapping:
    flow('f1', 'work', 'stop') +
    onTheWay(
      '<bpmn:callActivity id="stop" name="下级" calledElement="stopping-child"><bpmn:extensionElements><camunda:in sourceExpression="amount" target="amount" /><camunda:out sourceExpression="date(amount)" target="moment" /></bpmn:extensionElements></bpmn:callActivity>',
    ),
  job: `<bpmn:boundaryEvent id="late" name="超时" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('f0', 'late', 'choose')}${byAmount}${flow('f1', 'work', 'done')}<bpmn:endEvent id="done" name="办完" />`,
} as const;

export type Stop = keyof typeof stops;

/** Puts the process `stopping-NAME` into force: start -> 办理 -> what stops; `child`: start -> 下级办理 -> end; `start`: stops at once. */
export async function deployStopping(runtime: Runtime, name: Stop | 'child' | 'start'): Promise<void> {
  const key = `stopping-${name}`;
  const task =
    '<bpmn:userTask id="work" name="办理" camunda:formKey="stop" camunda:candidateGroups="service-clerk" />';
  const parts = {
    child: `${task}${flow('f0', 'start', 'work')}${flow('f1', 'work', 'end')}<bpmn:endEvent id="end" name="结束" />`,
    start: flow('f0', 'start', 'choose') + byAmount,
  };
  const body =
    name === 'child' || name === 'start'
      ? parts[name]
      : `${task}${flow('begin', 'start', 'work')}${stops[name]}`;
  const xml = definitions(
    `<bpmn:process id="${key}" name="停住 ${name}" isExecutable="true"><bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-clerk" /></camunda:properties></bpmn:extensionElements><bpmn:startEvent id="start" name="开始" camunda:formKey="stop" />${body}</bpmn:process>`,
  );
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['stop']),
    groups: new Set(['service-clerk']),
    topics: new Set<string>(),
    processKeys: new Set(['stopping-child']),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  const forms = new Map([['stop', { title: '登记', text: JSON.stringify(form) }]]);
  await runCommand(runtime, systemActor, deployDefinition, { source: key, xml, checked, forms });
}
