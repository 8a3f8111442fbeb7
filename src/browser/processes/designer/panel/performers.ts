import { checksField } from '../fields/checks.js';
import { feelField } from '../fields/feel.js';
import { selectField } from '../fields/select.js';
import { change, textOf } from '../model/camunda.js';
import { asTemplate, feelIn } from '../model/expressions.js';
import { propertyOf, setProperty, splitCommaList } from '../model/properties.js';
import { type Group, isOneOf, otherTasks, type PanelContext } from './group.js';
import { personField } from './personField.js';

const groupsAttribute = 'camunda:candidateGroups';

/** Who does a task. */
export const performers: Group = {
  title: '办理人',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'UserTask'),
  fields: (context) => [
    groupsField(context),
    personField(context),
    stepsField(context, 'excludePerformerOf', '职责分离', '办过所选环节的人不能办本环节。', '不限制'),
    stepsField(
      context,
      'choosesPerformerOf',
      '指定下一办理人',
      '办理本环节时，为所选环节指定办理人。',
      '不指定',
    ),
  ],
};

function groupsField(context: PanelContext): HTMLElement {
  const { choices, model } = context;
  const text = textOf(model, groupsAttribute);
  const feel = feelIn(text);
  if (feel !== null) {
    return feelField({
      name: 'groups',
      label: '办理组（表达式）',
      value: feel,
      variables: choices.variables,
      trials: context.trials,
      hint: '清空后可以从列表中选择。',
      change: (value) => change(context, { [groupsAttribute]: value ? asTemplate(value) : undefined }),
    });
  }
  return checksField({
    name: 'groups',
    label: '办理组',
    value: splitCommaList(text),
    options: choices.groups,
    none: '没有选择',
    hint: '组内的人都能签收；放进泳道的任务默认为泳道的组。',
    change: (groups) => change(context, { [groupsAttribute]: groups.join(',') || undefined }),
  });
}

function stepsField(
  context: PanelContext,
  property: string,
  label: string,
  hint: string,
  none: string,
): HTMLElement {
  return checksField({
    name: property,
    label,
    value: splitCommaList(propertyOf(context.model, property)),
    options: otherTasks(context),
    none,
    hint,
    change: (ids) => setProperty(context, property, ids.join(',')),
  });
}

/** A lane names the group that tasks put into it get. */
export const lane: Group = {
  title: '泳道的默认办理组',
  isOpen: true,
  appliesTo: (model) => isOneOf(model, 'Lane'),
  fields: (context) => [
    selectField({
      name: 'lane',
      label: '办理组',
      value: propertyOf(context.model, 'group'),
      options: context.choices.groups.map(({ id, name }) => ({ value: id, text: name })),
      none: '与泳道内其他任务相同',
      hint: '以后放进这条泳道、还没有办理人的用户任务，归这个组。',
      change: (group) => setProperty(context, 'group', group),
    }),
  ],
};
