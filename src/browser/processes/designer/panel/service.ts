import { rowsField } from '../fields/rows.js';
import { selectField } from '../fields/select.js';
import { change, create, extensionsOf, replaceExtensions, textOf } from '../model/camunda.js';
import { asTemplate, feelIn } from '../model/expressions.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext, serviceTypes } from './group.js';

/** The service that the system runs at a step, and its parameters. */
export const service: Group = {
  title: '服务',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, ...serviceTypes),
  fields: (context) => [topicField(context), parametersField(context)],
};

function topicField(context: PanelContext): HTMLElement {
  return selectField({
    name: 'topic',
    label: '由系统办理',
    value: textOf(context.model, 'camunda:topic'),
    options: context.choices.topics.map(({ id, name }) => ({ value: id, text: name })),
    none: '没有选择',
    change: (topic) =>
      change(context, {
        'camunda:type': topic ? 'external' : undefined,
        'camunda:topic': topic || undefined,
      }),
  });
}

/** The parameters of the service come first, filled in or not; others may be added. */
export function parametersField(context: PanelContext): HTMLElement {
  const given = parametersOf(context.model);
  const topic = context.choices.topics.find(({ id }) => id === textOf(context.model, 'camunda:topic'));
  const missing = (topic?.parameters ?? []).filter(({ name }) => !given.some((one) => one.name === name));
  return rowsField({
    name: 'parameters',
    label: '参数',
    columns: [
      { name: 'name', label: '参数名', isCode: true, offers: topic?.parameters.map(({ name }) => name) },
      {
        name: 'value',
        label: '值',
        isCode: true,
        placeholder: `文字，或 ${asTemplate('表达式')}`,
        trial: { trials: context.trials, expressionIn: (text) => feelIn(text) ?? '' },
      },
    ],
    rows: [...given, ...missing.map(({ name }) => ({ name, value: '' }))],
    add: '添加参数',
    hint: topic?.parameters.map(({ name, label }) => `${name}：${label}`).join('；'),
    change: (rows) =>
      setParameters(
        context,
        rows.filter(({ value }) => value !== ''),
      ),
  });
}

function parametersOf(model: Moddle): Record<string, string>[] {
  return extensionsOf(model, 'camunda:InputOutput')
    .flatMap((list) => (list.get('inputParameters') as Moddle[] | undefined) ?? [])
    .map((parameter) => ({ name: String(parameter.name ?? ''), value: String(parameter.value ?? '') }));
}

function setParameters(context: PanelContext, rows: Record<string, string>[]): void {
  const { designer, model } = context;
  const list = create(designer, 'camunda:InputOutput', model);
  list.set(
    'inputParameters',
    rows.map((row) => create(designer, 'camunda:InputParameter', list, row)),
  );
  replaceExtensions(context, 'camunda:InputOutput', rows.length > 0 ? [list] : []);
}
