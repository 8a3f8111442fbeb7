import { textField } from '../fields/text.js';
import { change, create } from '../model/camunda.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext } from './group.js';
import { definitionOf, interruptingField } from './timerEvent.js';

/** The message that a receive task or a message event waits for. */
export const message: Group = {
  title: '消息',
  isOpen: true,
  suits: (model) => isOneOf(model, 'ReceiveTask') || definitionOf(model, 'MessageEventDefinition') !== null,
  fields: (context) => [
    textField({
      name: 'message',
      label: '消息名称',
      value: String((holderOf(context).messageRef as Moddle | undefined)?.name ?? ''),
      hint: '外部系统按这个名称送来消息，流程才继续。',
      change: (name) => refer(context, holderOf(context), 'messageRef', 'bpmn:Message', { name }),
    }),
    interruptingField(context),
  ],
};

function holderOf({ model }: PanelContext): Moddle {
  return definitionOf(model, 'MessageEventDefinition') ?? model;
}

/** The error that an end event throws out of its sub-process, and that the event at the edge catches. */
export const error: Group = {
  title: '错误',
  isOpen: true,
  suits: (model) => definitionOf(model, 'ErrorEventDefinition') !== null,
  fields: (context) => {
    const definition = definitionOf(context.model, 'ErrorEventDefinition') as Moddle;
    const known = definition.errorRef as Moddle | undefined;
    return [
      textField({
        name: 'error',
        label: '错误名称',
        value: String(known?.name ?? known?.errorCode ?? ''),
        hint: '子流程里抛出与边上接收的名称相同；接收的一边不填则接收所有错误。',
        change: (name) => refer(context, definition, 'errorRef', 'bpmn:Error', { name, errorCode: name }),
      }),
    ];
  },
};

/** Points to the message or error of that name; makes one if there is none. */
function refer(
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
