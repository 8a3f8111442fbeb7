import { builtInHelp, describeValue, toFeel, Zone } from '../../bpmn/feel/index.js';
import {
  amountExamples,
  optionExamples,
  rowExamples,
  textExamples,
  voteExamples,
  yesNoExamples,
} from './conditions.js';
import { dateExamples } from './dates.js';
import { type ExampleData, exampleClock, type FeelExample } from './examples.js';
import { mistakes } from './mistakes.js';

interface ExampleGroup {
  id: string;
  title: string;
  text: string;
  examples: FeelExample[];
}

const group = (id: string, title: string, text: string, examples: FeelExample[]): ExampleGroup => ({
  id,
  title,
  text,
  examples,
});

/** What the help page shows of FEEL, in examples of the department's own forms. */
export const exampleGroups: ExampleGroup[] = [
  group('options', '类别和选项', '选项写编号，加英文双引号；不写显示给办理人看的文字。', optionExamples),
  group('amounts', '金额和数字', '小数按十进制计算，0.1 + 0.2 正好是 0.3。', amountExamples),
  group(
    'yes-no',
    '“是”“否”和没有填写',
    '“是”写 true，“否”写 false，没有填写写 null。和没有填写的数据比大小没有结果，所以先判断是不是 null。',
    yesNoExamples,
  ),
  group(
    'dates',
    '日期和时限',
    'now 是办理的那一刻，today() 是当天，都按部门所在的时区。时长写 duration("PT8H")（八小时）、duration("P3D")（三天）、duration("P1M")（一个月）。下面的例子中现在是 2026-03-02 09:00，星期一。',
    dateExamples,
  ),
  group('votes', '会签', '多人会签的环节在“结束条件”中用这些人数。', voteExamples),
  group(
    'rows',
    '表格',
    '表格的一列写“表格.列”，方括号中写条件挑出若干行，第几行写 [1]、[2]，最后一行写 [-1]。',
    rowExamples,
  ),
  group('texts', '文字', '文字按原样比较，"00123" 和 "123" 不同。', textExamples),
];

/** What the page is rendered from. */
export function feelHelp() {
  const zone = Zone.parse(exampleClock.zone);
  const given = ({ name, title, type, stored }: ExampleData) => ({
    name,
    title,
    value: describeValue(toFeel(stored, type) ?? null, zone),
  });
  return {
    exampleGroups: exampleGroups.map(({ examples, ...told }) => ({
      ...told,
      examples: examples.map((one) => ({ ...one, data: one.data.map(given) })),
    })),
    mistakes,
    functions: builtInHelp,
  };
}
