import type { Choices, Variable } from '../types.js';

export interface Offer {
  title: string;
  detail: string;
  insert: string;
}

const most = 12;

/** Functions and words of FEEL that conditions and due times of service processes need. */
const language: readonly [insert: string, meaning: string][] = [
  ['now', '当前时间'],
  ['duration("PT4H")', '时长：4 小时'],
  ['date and time("2026-01-01T08:00:00+08:00")', '某个时刻'],
  ['and', '并且'],
  ['or', '或者'],
  ['not()', '否'],
  ['if … then … else …', '按条件取值'],
  ['in', '属于其中之一'],
  ['null', '没有值'],
  ['true', '是'],
  ['false', '否'],
  ['count()', '个数'],
  ['sum()', '合计'],
  ['max()', '最大'],
  ['min()', '最小'],
  ['list contains()', '列表中有'],
  ['string length()', '字数'],
  ['contains()', '文字中含有'],
  ['some … in … satisfies …', '至少一个符合'],
  ['every … in … satisfies …', '每个都符合'],
];

/** What the text before the cursor may go on with; without a word begun only when the person asked. */
export function completionsAt(
  text: string,
  cursor: number,
  variables: Choices['variables'],
  isAsked: boolean,
): { from: number; entries: Offer[] } {
  const before = text.slice(0, cursor);
  const values = valuesAfter(before, variables);
  if (values) return values;
  const word = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  const from = cursor - word.length;
  const isQuoted = (text.slice(0, from).split('"').length - 1) % 2 === 1;
  const isPart = text[from - 1] === '.';
  if (isQuoted || isPart || (word === '' && !isAsked)) return { from, entries: [] };
  return {
    from,
    entries: words(variables)
      .filter((offer) => suits(offer, word))
      .slice(0, most),
  };
}

/** After `outcome = ` come the values that the field of the form can have. */
function valuesAfter(
  before: string,
  variables: Choices['variables'],
): { from: number; entries: Offer[] } | null {
  const [, name, typed = ''] = /([\p{L}_][\p{L}\p{N}_]*)\s*!?=\s*("?[^"\s]*)$/u.exec(before) ?? [];
  const values = variables.find((variable) => variable.name === name)?.values ?? [];
  if (values.length === 0) return null;
  const wanted = typed.replace(/"/g, '');
  const entries = values
    .map(({ value, title }) => ({ title, detail: JSON.stringify(value), insert: JSON.stringify(value) }))
    .filter(({ title, insert }) => insert !== typed && (title.includes(wanted) || insert.includes(wanted)));
  return { from: before.length - typed.length, entries };
}

function words(variables: Choices['variables']): Offer[] {
  const byName = new Map<string, Variable>();
  for (const variable of variables) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [
    ...[...byName.values()].map(({ name, title, formTitle }) => ({
      title: name,
      detail: [title, formTitle].filter(Boolean).join(' · '),
      insert: name,
    })),
    ...language.map(([insert, meaning]) => ({ title: insert, detail: meaning, insert })),
  ];
}

function suits({ title, detail, insert }: Offer, word: string): boolean {
  return insert !== word && (title.toLowerCase().startsWith(word.toLowerCase()) || detail.includes(word));
}
