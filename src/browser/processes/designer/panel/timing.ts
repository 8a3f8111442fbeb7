import { checkField } from '../fields/checks.js';
import { durationField } from '../fields/duration.js';
import { feelField } from '../fields/feel.js';
import { selectField } from '../fields/select.js';
import { change, textOf } from '../model/camunda.js';
import { isSimpleDuration } from '../model/durations.js';
import { asTemplate, feelIn } from '../model/expressions.js';
import { matchExpression } from '../model/matchExpression.js';
import { propertyOf, setProperty } from '../model/properties.js';
import { type Group, isOneOf, type PanelContext } from './group.js';

const attribute = 'camunda:dueDate';

/** When a task is due, and who is notified. */
export const timing: Group = {
  title: '时限',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'UserTask'),
  fields: (context) => [
    kindField(context),
    valueField(context),
    workingField(context),
    flagField(context, 'notify', 'mail', '任务到达时发邮件通知'),
    flagField(context, 'escalation', 'true', '超时升级任务（在待办里排最前）'),
  ],
};

function kindField(context: PanelContext): HTMLElement {
  const set = (text: string | undefined) => change(context, { [attribute]: text });
  return selectField({
    name: 'dueKind',
    label: '到期',
    value: kindOf(context),
    options: [
      { value: 'span', text: '到达后一段时间' },
      { value: 'feel', text: '由工单数据决定…' },
    ],
    none: '不限',
    change: (kind) => {
      if (kind === 'span') set(asTemplate('now + duration("PT24H")'));
      else set(kind === 'feel' ? asTemplate(feelOf(context) || 'now') : undefined);
    },
  });
}

function kindOf(context: PanelContext): '' | 'span' | 'feel' {
  const feel = feelOf(context);
  return spanOf(feel) ? 'span' : feel ? 'feel' : '';
}

function valueField(context: PanelContext): HTMLElement | null {
  const feel = feelOf(context);
  const span = spanOf(feel);
  const set = (text: string) => change(context, { [attribute]: text ? asTemplate(text) : undefined });
  if (span) {
    return durationField({
      name: 'dueSpan',
      label: '多久以后',
      value: span,
      change: (duration) => set(`now + duration("${duration}")`),
    });
  }
  if (!feel) return null;
  return feelField({
    name: 'dueFeel',
    label: '到期时间（表达式）',
    value: feel,
    variables: context.choices.variables,
    trials: context.trials,
    placeholder: '例如 appointmentAt',
    change: set,
  });
}

/** The due time as FEEL, also when it is written as a literal. */
function feelOf({ model }: PanelContext): string {
  const text = textOf(model, attribute);
  return (
    feelIn(text) ??
    (text && (text.startsWith('P') ? `now + duration("${text}")` : `date and time("${text}")`))
  );
}

function spanOf(feel: string): string | null {
  const { span } = matchExpression(feel, 'now + duration(span)', ['span']) ?? {};
  return span && isSimpleDuration(span) ? span : null;
}

/** Whether hours count by the clock or in the working time of the department. */
export function workingField(context: PanelContext): HTMLElement {
  return selectField({
    name: 'timeBasis',
    label: '时间按',
    value: propertyOf(context.model, 'timeBasis'),
    options: [{ value: 'working', text: '工作时间（按工作日历）' }],
    none: '自然时间（昼夜连续）',
    change: (basis) => setProperty(context, 'timeBasis', basis),
  });
}

function flagField(context: PanelContext, property: string, set: string, label: string): HTMLElement {
  return checkField({
    name: property,
    label,
    value: propertyOf(context.model, property) === set,
    change: (isSet) => setProperty(context, property, isSet ? set : ''),
  });
}
