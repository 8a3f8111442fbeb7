import { feelField } from '../fields/feel.js';
import { textField } from '../fields/text.js';
import { textOf } from '../model/camunda.js';
import { bodyOf, expression } from '../model/expressions.js';
import { propertyOf, setProperty } from '../model/properties.js';
import { referTo } from '../model/rootElements.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext } from './group.js';
import { parametersField } from './service.js';
import { definitionOf, interruptingField, isStartOfProcess } from './timerEvent.js';

/** The message that an event or task waits for, or sends. */
export const message: Group = {
  title: '消息',
  isOpen: true,
  appliesTo: (model) =>
    isOneOf(model, 'ReceiveTask') ||
    isMessageTask(model) ||
    definitionOf(model, 'MessageEventDefinition') !== null,
  fields: (context) => [
    textField({
      name: 'message',
      label: '消息名称',
      value: String((holderOf(context).messageRef as Moddle | undefined)?.name ?? ''),
      hint: isSending(context.model)
        ? '按这个名称等待消息的一张工单收到它，或由它启动一个流程。'
        : '人员登记或其他工单发来这个名称的消息，流程才继续。',
      change: (name) => referTo(context, holderOf(context), 'messageRef', 'bpmn:Message', { name }),
    }),
    isStartOfProcess(context.model) ? null : keyField(context),
    broughtField(context),
    interruptingField(context),
  ],
};

/** The signal that an event throws to all, or that it catches. */
export const signal: Group = {
  title: '信号',
  isOpen: true,
  appliesTo: (model) => definitionOf(model, 'SignalEventDefinition') !== null,
  fields: (context) => {
    const definition = definitionOf(context.model, 'SignalEventDefinition') as Moddle;
    return [
      textField({
        name: 'signal',
        label: '信号名称',
        value: String((definition.signalRef as Moddle | undefined)?.name ?? ''),
        hint: isSending(context.model)
          ? '所有等待这个信号的工单都收到它，由它启动的流程也各建立一张工单。'
          : '任何一张工单发出这个名称的信号时，流程继续。',
        change: (name) => referTo(context, definition, 'signalRef', 'bpmn:Signal', { name }),
      }),
      broughtField(context),
      interruptingField(context),
    ];
  },
};

/** What must become true of the ticket's data. */
export const condition: Group = {
  title: '条件',
  isOpen: true,
  appliesTo: (model) => definitionOf(model, 'ConditionalEventDefinition') !== null,
  fields: (context) => {
    const { choices, designer, model, shape, trials } = context;
    const definition = definitionOf(model, 'ConditionalEventDefinition') as Moddle;
    const write = (text: string) =>
      designer
        .get('modeling')
        .updateModdleProperties(shape, definition, { condition: expression(context, definition, text) });
    return [
      feelField({
        name: 'eventCondition',
        label: '条件成立时继续',
        value: bodyOf(definition, 'condition'),
        variables: choices.variables,
        trials,
        placeholder: '例如 amount > 1000',
        hint: '工单数据变化时判断；缺少数据时视为尚未成立。',
        change: write,
      }),
      interruptingField(context),
    ];
  },
};

/** A send task that no service does. */
function isMessageTask(model: Moddle): boolean {
  return isOneOf(model, 'SendTask') && textOf(model, 'camunda:topic') === '';
}

function isSending(model: Moddle): boolean {
  return isOneOf(model, 'SendTask', 'IntermediateThrowEvent', 'EndEvent');
}

/** Which of several tickets a message is for. */
function keyField(context: PanelContext): HTMLElement {
  return feelField({
    name: 'correlationKey',
    label: '匹配值',
    value: propertyOf(context.model, 'correlationKey'),
    variables: context.choices.variables,
    trials: context.trials,
    placeholder: '例如 orderNumber',
    hint: '发送与接收两边算出的值相同，消息才送到这张工单；两边都不填，则只能有一张工单等待。',
    change: (text) => setProperty(context, 'correlationKey', text),
  });
}

/** What is sent along, or what is taken over of it. */
function broughtField(context: PanelContext): HTMLElement {
  if (isSending(context.model)) return parametersField(context);
  return textField({
    name: 'receives',
    label: '带回的数据项',
    value: propertyOf(context.model, 'receives'),
    isCode: true,
    placeholder: '例如 arrivedOn,amount',
    hint: '随消息或信号写入工单的数据项，用逗号分开；其他数据不接收。',
    change: (names) => setProperty(context, 'receives', names),
  });
}

function holderOf({ model }: PanelContext): Moddle {
  return definitionOf(model, 'MessageEventDefinition') ?? model;
}
