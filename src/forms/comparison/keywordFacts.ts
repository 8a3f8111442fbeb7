import type { PropertySchema } from '../schema/types.js';

/** One thing that a form or field says, with the Chinese label under which people read it. */
export interface Fact {
  label: string;
  text: string;
}

/** The facts of a form or field by keyword or hint (`maxLength`, `x-ui/unit`). */
export type Facts = ReadonlyMap<string, Fact>;

const keywordLabels: Record<string, string> = {
  description: '说明',
  type: '数据类型',
  format: '数据格式',
  minLength: '最少字数',
  maxLength: '最多字数',
  minimum: '最小值',
  exclusiveMinimum: '大于',
  maximum: '最大值',
  exclusiveMaximum: '小于',
  multipleOf: '精确到',
  pattern: '书写格式',
  minItems: '最少项数',
  maxItems: '最多项数',
  const: '必须为',
  'x-ui/group': '可选人员的岗位',
  'x-ui/prefill': '预填',
  'x-ui/fresh': '每次重新填写',
  'x-ui/append': '只增加行',
  'x-ui/placeholder': '输入提示',
  'x-ui/unit': '单位',
  'x-ui/wide': '占整行',
  'x-ui/showAlways': '始终显示',
  'x-ui/invalidMessage': '格式不符时的提示',
  'x-ui/default': '初始值',
  'x-ui/compute': '自动计算',
  'x-ui/notBefore': '不早于',
  'x-ui/inFuture': '须在将来',
  'x-ui/differsFrom': '不得与此人相同',
  'x-ui/readOnlyWhenSet': '已有内容时只读',
  'x-ui/record': '可单独保存',
  'x-ui/inCourse': '列入办理经过',
};

/** Keywords that have facts of their own, or that are compared field by field. */
const keywordsShownElsewhere = [
  'title',
  'oneOf',
  'properties',
  'items',
  'required',
  'x-ui',
  'x-ui/widget',
  'if',
  'then',
  'else',
  'allOf',
];

/** The other keywords and hints of a field; one without a label keeps its name, so that no change goes unseen. */
export function keywordFacts(property: PropertySchema): [string, Fact][] {
  const hints = Object.entries(property['x-ui'] ?? {}).map(
    ([name, value]) => [`x-ui/${name}`, value] as const,
  );
  return [...Object.entries(property), ...hints].flatMap(([keyword, value]) =>
    keywordsShownElsewhere.includes(keyword)
      ? []
      : [fact(keyword, keywordLabels[keyword] ?? keyword, valueText(value))],
  );
}

/** An entry of `Facts`. */
export function fact(keyword: string, label: string, text: string): [string, Fact] {
  return [keyword, { label, text }];
}

/** Facts without those whose text is empty: they say nothing. */
export function factsOf(entries: readonly [string, Fact][]): Facts {
  return new Map(entries.filter(([, { text }]) => text !== ''));
}

/** Text as it is, yes or no in words, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
