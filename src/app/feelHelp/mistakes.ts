import { datum, type ExampleData, number, text } from './examples.js';

/** What people write by mistake, why it doesn't work, and what they mean. */
export interface Mistake {
  wrong: string;
  why: string;
  right: string;
  data: ExampleData[];
}

const category = datum('category', '服务类别', text, 'A');
const chargeTotal = datum('chargeTotal', '合计', number, 1200);

const mistake = (wrong: string, right: string, why: string, ...data: ExampleData[]): Mistake => ({
  wrong,
  right,
  why,
  data,
});

export const mistakes: Mistake[] = [
  mistake('category == "A"', 'category = "A"', '相等只写一个等号。', category),
  mistake('category = “A”', 'category = "A"', '引号用英文的双引号，不用中文引号。', category),
  mistake('服务类别 = "A"', 'category = "A"', '写数据项的编号，不写标题；输入时按提示选取。', category),
  mistake('categroy = "A"', 'category = "A"', '编号拼错了：没有这个数据项。', category),
  mistake('chargeTotal > "1000"', 'chargeTotal > 1000', '数字不加引号：数字不能和文字比较。', chargeTotal),
  mistake('chargeTotal > 1,000', 'chargeTotal > 1000', '数字中不写千分号。', chargeTotal),
  mistake(
    'chargeTotal > 500 && category = "A"',
    'chargeTotal > 500 and category = "A"',
    '“并且”写 and，“或者”写 or。',
    chargeTotal,
    category,
  ),
  mistake('!(category = "A")', 'not(category = "A")', '“不是”写 not(…)，或用 !=。', category),
];
