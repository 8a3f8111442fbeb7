import { feelField } from '../fields/feel.js';
import { textField } from '../fields/text.js';
import { change, create, textOf } from '../model/camunda.js';
import { bodyOf, expression } from '../model/expressions.js';
import { propertyOf, setProperty } from '../model/properties.js';
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

/** The error that an end event throws, or that a boundary or start event catches. */
export const error: Group = {
  title: '错误',
  isOpen: true,
  appliesTo: (model) => definitionOf(model, 'ErrorEventDefinition') !== null,
  fields: (context) => {
    const definition = definitionOf(context.model, 'ErrorEventDefinition') as Moddle;
    const known = definition.errorRef as Moddle | undefined;
    return [
      textField({
        name: 'error',
        label: '错误名称',
        value: String(known?.name ?? known?.errorCode ?? ''),
        hint: '子流程里抛出与边上接收的名称相同；接收的一边不填则接收所有错误。',
        change: (name) => referTo(context, definition, 'errorRef', 'bpmn:Error', { name, errorCode: name }),
      }),
    ];
  },
};

/** Refers to the message, signal or error of that name; creates it when there is none. */
function referTo(
  context: PanelContext,
  holder: Moddle,
  reference: string,
  type: string,
  attributes: { name: string; errorCode?: string },
): void {
  const { designer, shape, model } = context;
  const value = attributes.name === '' ? undefined : (known(context, type, attributes.name) ?? made());
  if (holder === model) change(context, { [reference]: value });
  else designer.get('modeling').updateModdleProperties(shape, holder, { [reference]: value });

  function made(): Moddle {
    const definitions = designer.getDefinitions();
    const element = create(designer, type, definitions, attributes);
    const rootElements = [element, ...(definitions.get('rootElements') as Moddle[])];
    designer.get('modeling').updateModdleProperties(shape, definitions, { rootElements });
    return element;
  }
}

function known({ designer }: PanelContext, type: string, wanted: string): Moddle | undefined {
  const roots = designer.getDefinitions().get('rootElements') as Moddle[];
  return roots.find(({ $type, name }) => $type === type && name === wanted);
}
