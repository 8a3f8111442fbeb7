import { checksField } from '../fields/checks.js';
import { textField } from '../fields/text.js';
import { propertyOf, setProperty, splitCommaList } from '../model/properties.js';
import { type Group, isOneOf } from './group.js';

/** What holds for every ticket of the process. */
export const process: Group = {
  title: '工单',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'Process'),
  fields: (context) => [
    checksField({
      name: 'starterGroups',
      label: '谁可以新建工单',
      value: splitCommaList(propertyOf(context.model, 'starterGroups')),
      options: context.choices.groups,
      none: '没有选择（只能由其他流程发起）',
      change: (groups) => setProperty(context, 'starterGroups', groups.join(',')),
    }),
    textField({
      name: 'numberPrefix',
      label: '工单号前缀',
      value: propertyOf(context.model, 'numberPrefix'),
      placeholder: '例如 SM',
      hint: '系统设置里的编号规则优先于这里。',
      change: (prefix) => {
        if (!/^[A-Z]{0,6}$/.test(prefix)) return '前缀是一到六个大写字母。';
        setProperty(context, 'numberPrefix', prefix);
        return undefined;
      },
    }),
  ],
};
