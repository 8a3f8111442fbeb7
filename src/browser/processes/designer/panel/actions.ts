import { checkField, checksField } from '../fields/checks.js';
import { selectField } from '../fields/select.js';
import { propertiesOf, propertyOf, setProperties, setProperty, splitCommaList } from '../model/properties.js';
import { type Group, isOneOf, otherTasks, type PanelContext } from './group.js';

/** The actions that a task allows beside completing it. */
export const actions: Group = {
  title: '可用操作',
  appliesTo: (model) => isOneOf(model, 'UserTask'),
  fields: (context) => [restrictedField(context), namedField(context)],
};

function isRestricted({ model }: PanelContext): boolean {
  return propertiesOf(model).some(({ name }) => name === 'actions');
}

function restrictedField(context: PanelContext): HTMLElement {
  const { model, choices } = context;
  return checkField({
    name: 'actionsRestricted',
    label: '只允许所选的操作',
    value: isRestricted(context),
    hint: '不勾选时全部操作可用。',
    change: (isSet) => {
      const others = propertiesOf(model).filter(({ name }) => name !== 'actions');
      const all = choices.actions.map(({ id }) => id).join(',');
      setProperties(context, isSet ? [...others, { name: 'actions', value: all }] : others);
    },
  });
}

function namedField(context: PanelContext): HTMLElement | null {
  const { model, choices } = context;
  if (!isRestricted(context)) return null;
  return checksField({
    name: 'actions',
    label: '操作',
    value: splitCommaList(propertyOf(model, 'actions')),
    options: choices.actions,
    none: '一个也不允许',
    change: (ids) => {
      const others = propertiesOf(model).filter(({ name }) => name !== 'actions');
      setProperties(context, [...others, { name: 'actions', value: ids.join(',') }]);
    },
  });
}

/** Where a task may be returned to, and how the ticket goes on from there. */
export const returning: Group = {
  title: '退回规则',
  appliesTo: (model) => isOneOf(model, 'UserTask'),
  fields: (context) => [
    checksField({
      name: 'returnTo',
      label: '可以退回到',
      value: splitCommaList(propertyOf(context.model, 'returnTo')),
      options: otherTasks(context),
      none: '任何已办过的环节',
      change: (ids) => setProperty(context, 'returnTo', ids.join(',')),
    }),
    selectField({
      name: 'returnMode',
      label: '退回后再提交',
      value: propertyOf(context.model, 'returnMode'),
      options: [
        { value: 'again', text: '从退回处逐步再走一遍' },
        { value: 'resume', text: '直接回到本环节' },
        { value: 'choose', text: '退回时由办理人选择' },
      ],
      none: '按系统默认',
      change: (mode) => setProperty(context, 'returnMode', mode),
    }),
  ],
};
