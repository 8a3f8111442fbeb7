import { checksField } from '../fields/checks.js';
import { propertyOf, setProperty, splitCommaList } from '../model/properties.js';
import { type Group, isOneOf } from './group.js';

/** The department's rules that an element serves, by which the auditor finds its tasks. */
export const rules: Group = {
  title: '执行的规则',
  appliesTo: (model) =>
    !isOneOf(model, 'Process', 'Lane', 'TextAnnotation', 'Association', 'Group', 'SequenceFlow'),
  fields: (context) => [
    checksField({
      name: 'rules',
      label: '执行的规则',
      value: splitCommaList(propertyOf(context.model, 'rules')),
      options: context.choices.rules,
      none: '没有选择',
      hint: '审计查询按此查找超时答复、未回访、未经客户确认结案等工单。',
      change: (ids) => setProperty(context, 'rules', ids.join(',')),
    }),
  ],
};
