import { feelField } from '../fields/feel.js';
import { selectField } from '../fields/select.js';
import { textField } from '../fields/text.js';
import { change, create, textOf } from '../model/camunda.js';
import { asTemplate, bodyOf, expression, feelIn } from '../model/expressions.js';
import { changeLoop, loopOf } from '../model/loop.js';
import { propertyOf, setProperty } from '../model/properties.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext, serviceTypes } from './group.js';
import { completionFields } from './loopCompletion.js';

const repeatable = ['UserTask', ...serviceTypes, 'ReceiveTask', 'CallActivity', 'SubProcess'];

/** One step for several people or things at once or one after the other. */
export const loop: Group = {
  title: '会签（多实例）',
  appliesTo: (model) => isOneOf(model, ...repeatable),
  fields: (context) => [kindField(context), ...(loopOf(context.model) ? loopFields(context) : [])],
};

function kindField(context: PanelContext): HTMLElement {
  const { designer, model } = context;
  const characteristics = loopOf(model);
  return selectField({
    name: 'loopKind',
    label: '方式',
    value: characteristics ? (characteristics.isSequential ? 'sequential' : 'parallel') : '',
    options: [
      { value: 'parallel', text: '同时办理（并行）' },
      { value: 'sequential', text: '逐个办理（顺序）' },
    ],
    none: '只办一次',
    change: (kind) => {
      const isSequential = kind === 'sequential';
      if (kind === '') change(context, { loopCharacteristics: undefined });
      else if (characteristics) changeLoop(context, { isSequential });
      else {
        const type = 'bpmn:MultiInstanceLoopCharacteristics';
        change(context, { loopCharacteristics: create(designer, type, model, { isSequential }) });
      }
    },
  });
}

function loopFields(context: PanelContext): (HTMLElement | null)[] {
  const characteristics = loopOf(context.model) as Moddle;
  return [
    collectionField(context, characteristics),
    textField({
      name: 'elementVariable',
      label: '每一份的数据项名',
      value: textOf(characteristics, 'camunda:elementVariable'),
      isCode: true,
      placeholder: 'item',
      hint: '表达式里用这个名称指当前的一份，例如把它设为办理人。',
      change: (name) => {
        if (!/^([\p{L}_][\p{L}\p{N}_]*)?$/u.test(name)) return '名称只用字母、数字和下划线，不以数字开头。';
        changeLoop(context, { 'camunda:elementVariable': name || undefined });
        return undefined;
      },
    }),
    isOneOf(context.model, 'UserTask') ? voteField(context) : null,
    ...completionFields(context, characteristics),
  ];
}

function collectionField(context: PanelContext, characteristics: Moddle): HTMLElement {
  const cardinality = bodyOf(characteristics, 'loopCardinality');
  const collection = textOf(characteristics, 'camunda:collection');
  const text = cardinality || collection;
  return feelField({
    name: 'collection',
    label: cardinality ? '次数（表达式）' : '逐份办理的列表',
    value: feelIn(text) ?? text,
    variables: context.choices.variables,
    trials: context.trials,
    placeholder: '例如 signers',
    change: (feel) => {
      if (cardinality) changeLoop(context, { loopCardinality: expression(context, characteristics, feel) });
      else changeLoop(context, { 'camunda:collection': feel ? asTemplate(feel) : undefined });
    },
  });
}

function voteField(context: PanelContext): HTMLElement {
  return selectField({
    name: 'voteField',
    label: '表决项（表单里同意与否的一项）',
    value: propertyOf(context.model, 'voteField'),
    options: context.choices.variables.map(({ name, title, form, formTitle }) => ({
      value: name,
      text: title || name,
      group: formTitle ?? form,
    })),
    none: '不表决',
    change: (name) => setProperty(context, 'voteField', name),
  });
}
