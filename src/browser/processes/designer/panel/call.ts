import { checkField } from '../fields/checks.js';
import { rowsField } from '../fields/rows.js';
import { selectField } from '../fields/select.js';
import { change, create, extensionsOf, replaceExtensions, textOf } from '../model/camunda.js';
import { feelIn } from '../model/expressions.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext } from './group.js';

/** Another process that is started as a ticket of its own and waited for. */
export const call: Group = {
  title: '调用流程',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'CallActivity'),
  fields: (context) => [
    processField(context),
    passAllField(context),
    mappingField(context, 'camunda:In', '带过去的数据', '子工单的数据项', '取自本工单'),
    mappingField(context, 'camunda:Out', '取回来的数据', '本工单的数据项', '取自子工单'),
  ],
};

function processField(context: PanelContext): HTMLElement {
  return selectField({
    name: 'called',
    label: '流程',
    value: textOf(context.model, 'calledElement'),
    options: context.choices.processes.map(({ key, name }) => ({ value: key, text: name })),
    none: '没有选择',
    change: (key) => change(context, { calledElement: key || undefined }),
  });
}

function passAllField(context: PanelContext): HTMLElement {
  const all = extensionsOf(context.model, 'camunda:In').filter(isAll);
  return checkField({
    name: 'passAll',
    label: '带过去本工单的全部数据',
    value: all.length > 0,
    change: (isSet) => {
      const mappings = extensionsOf(context.model, 'camunda:In').filter((entry) => !isAll(entry));
      const everything = create(context.designer, 'camunda:In', context.model, { variables: 'all' });
      replaceExtensions(context, 'camunda:In', isSet ? [everything, ...mappings] : mappings);
    },
  });
}

function mappingField(
  context: PanelContext,
  type: 'camunda:In' | 'camunda:Out',
  label: string,
  target: string,
  source: string,
): HTMLElement {
  const { designer, model } = context;
  const entries = extensionsOf(model, type);
  return rowsField({
    name: type === 'camunda:In' ? 'in' : 'out',
    label,
    columns: [
      { name: 'target', label: target, isCode: true },
      {
        name: 'source',
        label: source,
        placeholder: '数据项或表达式',
        isCode: true,
        offers: context.choices.variables.map(({ name }) => name),
        trial: {
          trials: type === 'camunda:In' ? context.trials : context.trialsOfCalled,
          expressionIn: (text) => feelIn(text) ?? text,
        },
      },
    ],
    rows: entries.filter((entry) => !isAll(entry)).map(rowOf),
    add: '添加数据项',
    change: (rows) =>
      replaceExtensions(context, type, [
        ...entries.filter(isAll),
        ...rows.map((row) => create(designer, type, model, attributesOf(row))),
      ]),
  });
}

function isAll(entry: Moddle): boolean {
  return entry.get('variables') === 'all';
}

function rowOf(entry: Moddle): Record<string, string> {
  return {
    target: textOf(entry, 'target'),
    source: textOf(entry, 'source') || textOf(entry, 'sourceExpression'),
  };
}

/** A bare name is a datum, everything else an expression. */
function attributesOf({ target = '', source = '' }: Record<string, string>): Record<string, unknown> {
  const isName = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(source);
  const expression = /^\$\{[\s\S]*\}$/.test(source) ? source : `\${${source}}`;
  return isName ? { target, source } : { target, sourceExpression: expression };
}
