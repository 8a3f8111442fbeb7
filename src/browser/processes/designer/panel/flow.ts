import { checkField } from '../fields/checks.js';
import { h } from '../fields/dom.js';
import { feelField } from '../fields/feel.js';
import { change } from '../model/camunda.js';
import { bodyOf, expression } from '../model/expressions.js';
import { type Group, isOneOf, type PanelContext } from './group.js';

const deciding = /^bpmn:(Exclusive|Inclusive)Gateway$/;
/** Their flows may have conditions too, where there are several (BPMN 2.0, 13.3.1). */
const activity = /^bpmn:(\w*Task|CallActivity|SubProcess)$/;

/** When a ticket takes this way out of a gateway or step. */
export const flow: Group = {
  title: '条件',
  isOpen: true,
  appliesTo: (model, { shape }) =>
    isOneOf(model, 'SequenceFlow') && (isDeciding(shape) || !!model.conditionExpression),
  fields: (context) => {
    const isDefault = isDefaultFlow(context);
    return [
      isDeciding(context.shape) ? defaultField(context, isDefault) : null,
      isDefault ? note() : conditionField(context),
    ];
  },
};

function isDeciding({ source }: PanelContext['shape']): boolean {
  if (!source) return false;
  const flows = (source.outgoing ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow');
  return deciding.test(source.type) || (activity.test(source.type) && flows.length > 1);
}

function isDefaultFlow({ model, shape }: PanelContext): boolean {
  return shape.source?.businessObject.default === model;
}

function defaultField({ designer, model, shape }: PanelContext, value: boolean): HTMLElement {
  return checkField({
    name: 'default',
    label: '默认出口',
    value,
    change: (isSet) => {
      const modeling = designer.get('modeling');
      if (isSet && model.conditionExpression)
        modeling.updateProperties(shape, { conditionExpression: undefined });
      if (shape.source) modeling.updateProperties(shape.source, { default: isSet ? model : undefined });
    },
  });
}

function note(): HTMLElement {
  return h('p', { class: 'designer-note' }, '其他出口的条件都不成立时走这里，不需要条件。');
}

function conditionField(context: PanelContext): HTMLElement {
  const { model, choices } = context;
  return feelField({
    name: 'condition',
    label: '成立时走这里（FEEL 表达式）',
    value: bodyOf(model, 'conditionExpression'),
    variables: choices.variables,
    trials: context.trials,
    placeholder: '例如 amount > 1000',
    hint: '输入时提示数据项；相等用一个等号，文字加双引号，“并且”写 and，“或者”写 or。',
    change: (text) => change(context, { conditionExpression: expression(context, model, text) }),
  });
}
