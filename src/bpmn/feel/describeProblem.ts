import type { Problem } from './compile/run.js';
import type { FeelLimit, LimitName } from './limits.js';
import type { ProblemCode } from './problemCodes.js';
import { toText } from './values/text.js';
import { type Kind, kindOf, type Value } from './values/value.js';

const kinds: Record<Kind, string> = {
  null: '空值',
  boolean: '是否',
  string: '文本',
  number: '数字',
  date: '日期',
  time: '时间',
  'date and time': '日期时间',
  'days and time duration': '天时时长',
  'years and months duration': '年月时长',
  range: '区间',
  function: '函数',
  list: '列表',
  context: '上下文',
};

const longestShown = 60;

/** A value with its kind, as a reader sees it: 文本 "10". */
function shown(value: Value | undefined): string {
  if (value === null || value === undefined) return '空值';
  const text = shortText(value);
  const quoted = typeof value === 'string' ? `"${text}"` : text;
  return `${kinds[kindOf(value)]} ${quoted.length > longestShown ? `${quoted.slice(0, longestShown)}…` : quoted}`;
}

/** A value can be far bigger than anybody wants to read. */
function shortText(value: Value): string {
  let left = 100 * longestShown;
  try {
    return (
      toText(value, (size) => {
        left -= size + 1;
        if (left < 0) throw new RangeError('too long to be shown');
      }) ?? ''
    );
  } catch (error) {
    if (error instanceof RangeError) return '…';
    throw error;
  }
}

const all = (values: Value[]) => values.map(shown).join('、') || '无';

const sentences: Record<ProblemCode, (text: string, values: Value[]) => string> = {
  unknownName: (text) => `没有名为「${text}」的数据项或函数`,
  unknownType: (text) => `没有名为「${text}」的类型`,
  noProperty: (text, [value]) => `「${text}」：${shown(value)} 没有这一项`,
  notAFunction: (text, [value]) => `「${text}」调用的不是函数，而是 ${shown(value)}`,
  wrongArguments: (text, values) => `「${text}」的参数不合适：${all(values)}`,
  wrongTypes: (text, values) => `「${text}」不能这样运算：${all(values)}`,
  notComparable: (text, values) => `「${text}」不能比较：${all(values)}`,
  zoneNeeded: (text, values) => `「${text}」中一个有时区、一个没有：${all(values)}`,
  clockNeeded: (text) => `「${text}」需要当前时间，而这里没有`,
  divisionByZero: (text) => `「${text}」除以零`,
  outOfRange: (text, values) => `「${text}」超出范围：${all(values)}`,
  unreadable: (text, [value]) => `「${text}」读不懂 ${shown(value)}`,
  badPattern: (text, [pattern]) => `「${text}」的匹配式不能用：${shown(pattern)}`,
  noSuchPosition: (text, values) => `「${text}」没有这个位置：${all(values)}`,
  notBoolean: (text, [value]) => `「${text}」应为“是”或“否”，却是 ${shown(value)}`,
  duplicateKey: (text) => `「${text}」中有重复的名称`,
  badRange: (text, values) => `「${text}」不是区间：${all(values)}`,
  wrongResultType: (text, values) => `「${text}」的结果类型不对：${all(values)}`,
  externalFunction: (text) => `「${text}」是外部语言的函数，不能运行`,
};

/** Why a part is null, as a Chinese clause with the part and the values it met. */
export function describeProblem({ code, text, values }: Problem): string {
  return sentences[code](text, values);
}

const limits: Record<LimitName, string> = {
  expressionSize: '表达式长度',
  steps: '计算步数',
  depth: '嵌套层数',
  listSize: '列表长度',
  textSize: '文本长度',
  time: '计算时间（毫秒）',
};

/** Which limit an expression has exceeded, as a Chinese clause. */
export function describeLimit({ limit, allowed }: FeelLimit): string {
  return `表达式超出了${limits[limit]}的上限 ${allowed}`;
}
