import { h } from '../fields/dom.js';
import { feelField } from '../fields/feel.js';
import { type Option, selectField } from '../fields/select.js';
import { change, textOf } from '../model/camunda.js';
import { asTemplate, feelIn } from '../model/expressions.js';
import type { PanelContext } from './group.js';

const attribute = 'camunda:assignee';
const byExpression = 'expression';

/** A person of the directory, an expression over the ticket's data, or nobody. */
export function personField(context: PanelContext): HTMLElement {
  const { model, choices } = context;
  const text = textOf(model, attribute);
  const feel = feelIn(text);
  const set = (value: string | undefined) => change(context, { [attribute]: value });
  const choice = selectField({
    name: 'assignee',
    label: '办理人',
    value: feel === null ? text : byExpression,
    options: [{ value: byExpression, text: '由工单数据决定…' }, ...persons(context)],
    none: '不指定，由组内签收',
    change: (value) => {
      if (value !== byExpression) set(value || undefined);
      else set(asTemplate(feel ?? 'null'));
    },
  });
  if (feel === null) return choice;
  const expression = feelField({
    name: 'assigneeFeel',
    label: '决定办理人的数据项或表达式',
    value: feel === 'null' ? '' : feel,
    variables: choices.variables,
    trials: context.trials,
    placeholder: '例如 engineer',
    hint: '结果是一个人；没有值、或此人不能办时，由办理组签收。',
    change: (value) => set(value ? asTemplate(value) : undefined),
  });
  return h('div', {}, choice, expression);
}

function persons({ choices }: PanelContext): Option[] {
  return choices.persons.map(({ id, name, department }) => ({
    value: String(id),
    text: name,
    group: department || '其他人员',
  }));
}
