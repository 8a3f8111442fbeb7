import { feelField } from '../fields/feel.js';
import { selectField } from '../fields/select.js';
import { textField } from '../fields/text.js';
import { bodyOf, expression, feelIn } from '../model/expressions.js';
import { changeLoop } from '../model/loop.js';
import { matchExpression } from '../model/matchExpression.js';
import type { Moddle } from '../types.js';
import type { PanelContext } from './group.js';

/** Counts that the engine knows while the instances are being worked on. */
const counts = [
  { name: 'numberOfInstances', title: '总份数' },
  { name: 'numberOfCompletedInstances', title: '已办份数' },
  { name: 'numberOfActiveInstances', title: '在办份数' },
  { name: 'numberOfApprovals', title: '同意数' },
  { name: 'numberOfRejections', title: '不同意数' },
];

const presets: Record<string, string> = {
  any: 'numberOfCompletedInstances >= 1',
  anyApproval: 'numberOfApprovals >= 1',
  anyRejection: 'numberOfRejections >= 1',
};

/** The wanted share of approvals, such as 0.5; null for another condition. */
function shareOf(feel: string): number | null {
  const found = matchExpression(feel, 'numberOfApprovals / numberOfInstances >= share', ['share']);
  const share = Number(found?.share);
  return share > 0 && share <= 1 && Number.isInteger(Math.round(share * 1e6) / 1e4) ? share : null;
}

/** When enough instances are done and the rest is cancelled. */
export function completionFields(context: PanelContext, characteristics: Moddle): (HTMLElement | null)[] {
  const text = bodyOf(characteristics, 'completionCondition');
  const feel = feelIn(text) ?? text;
  const set = (next: string) =>
    changeLoop(context, { completionCondition: expression(context, characteristics, next) });
  const kind = kindOf(feel);
  return [
    kindField(kind, set),
    kind === 'share' ? shareField(feel, set) : null,
    kind === 'custom' ? customField(context, feel, set) : null,
  ];
}

function kindOf(feel: string): string {
  if (feel === '') return '';
  if (shareOf(feel) !== null) return 'share';
  const preset = Object.entries(presets).find(([, pattern]) => matchExpression(feel, pattern));
  return preset?.[0] ?? 'custom';
}

function kindField(value: string, set: (feel: string) => void): HTMLElement {
  return selectField({
    name: 'completion',
    label: '办到什么程度算完',
    value,
    options: [
      { value: 'any', text: '任一人办完即可' },
      { value: 'anyApproval', text: '一人同意即可' },
      { value: 'anyRejection', text: '一人不同意即止' },
      { value: 'share', text: '同意达到比例' },
      { value: 'custom', text: '自定义…' },
    ],
    none: '全部办完',
    change: (kind) => {
      if (kind === 'share') set('numberOfApprovals / numberOfInstances >= 0.5');
      else set(kind === 'custom' ? 'numberOfCompletedInstances >= 2' : (presets[kind] ?? ''));
    },
  });
}

function shareField(feel: string, set: (feel: string) => void): HTMLElement {
  return textField({
    name: 'completionShare',
    label: '同意的比例（%）',
    value: String(Math.round((shareOf(feel) ?? 0.5) * 100)),
    change: (text) => {
      const percent = Number(text);
      if (!Number.isInteger(percent) || percent < 1 || percent > 100) return '请填 1 到 100 的整数。';
      set(`numberOfApprovals / numberOfInstances >= ${percent / 100}`);
      return undefined;
    },
  });
}

function customField(
  { choices, trials }: PanelContext,
  value: string,
  change: (feel: string) => void,
): HTMLElement {
  return feelField({
    name: 'completionFeel',
    label: '完成条件（表达式）',
    value,
    variables: [...counts, ...choices.variables],
    trials,
    hint: '每办完一份算一次，成立时其余的取消。',
    change,
  });
}
