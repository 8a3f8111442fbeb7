import { offeredPriorities, urgencyNames, urgencyOf } from '../../../../modules/tickets/model/urgency.js';
import { h } from '../fields/dom.js';
import { selectField } from '../fields/select.js';
import { change, textOf } from '../model/camunda.js';
import { type Group, isOneOf, type PanelContext } from './group.js';
import { isStartOfProcess } from './timerEvent.js';

const attribute = 'camunda:formKey';

/** The form that is filled in at a step. */
export const form: Group = {
  title: '表单',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'UserTask') || isTopStart(model),
  fields: (context) => [formField(context), formLink(context)],
};

function isTopStart(model: PanelContext['model']): boolean {
  const isPlain = ((model.eventDefinitions as unknown[] | undefined) ?? []).length === 0;
  return isPlain && isStartOfProcess(model);
}

function formField(context: PanelContext): HTMLElement {
  const { choices, model } = context;
  return selectField({
    name: 'form',
    label: '表单',
    value: textOf(model, attribute),
    options: choices.forms.map(({ key, title, changed }) => ({
      value: key,
      text: `${title}${changed ? '（本草稿已改）' : ''}`,
    })),
    none: '没有选择',
    change: (key) => change(context, { [attribute]: key || undefined }),
  });
}

function formLink({ draftUrl, model }: PanelContext): HTMLElement {
  const key = textOf(model, attribute);
  const href = key ? `${draftUrl}/forms/${encodeURIComponent(key)}` : `${draftUrl}/forms`;
  return h('p', { class: 'designer-note' }, h('a', { href }, key ? '编辑这张表单' : '新建或编辑表单'));
}

/** The priority of a task in the inbox: a number, of which two have names. */
export const priority: Group = {
  title: '优先级',
  appliesTo: (model) => isOneOf(model, 'UserTask'),
  fields: (context) => {
    const value = textOf(context.model, 'camunda:priority');
    const named = offeredPriorities.map((priority) => ({
      value: String(priority),
      text: urgencyNames[urgencyOf(priority)],
    }));
    const isOther = value !== '' && !named.some((option) => option.value === value);
    return [
      selectField({
        name: 'priority',
        label: '优先级',
        value,
        options: isOther ? [...named, { value, text: `按数值 ${value}` }] : named,
        none: '一般',
        change: (next) => change(context, { 'camunda:priority': next || undefined }),
      }),
    ];
  },
};
