import { expect, test } from 'vitest';
import { compile, describeValue, Zone } from '../../../src/bpmn/feel/index.js';

const shanghai = Zone.parse('Asia/Shanghai');
const shown = (text: string, variables = {}) =>
  describeValue(compile(text).evaluate(variables).value, shanghai);

test.each([
  ['null', '空'],
  ['true', '是'],
  ['false', '否'],
  ['"漏水"', '“漏水”'],
  ['1200', '1,200'],
  ['-1234567.125', '-1,234,567.125'],
  ['999', '999'],
  ['0.0001', '0.0001'],
  ['date("2026-03-02")', '2026-03-02'],
  ['date and time("2026-03-02T18:00:00Z")', '2026-03-03 02:00'],
  ['date and time("2026-03-02T18:00:07+08:00")', '2026-03-02 18:00:07'],
  ['date and time("2026-03-02T18:00:00")', '2026-03-02 18:00'],
  ['time("08:05:00")', '08:05'],
  ['duration("P3DT4H")', '3 天 4 小时'],
  ['duration("-PT30M")', '负 30 分钟'],
  ['duration("PT0S")', '0 天'],
  ['duration("P1Y2M")', '1 年 2 个月'],
  ['["甲", "乙"]', '“甲”、“乙”'],
  ['[1, 2, 3, 4]', '1、2、3 等 4 项'],
  ['[]', '没有任何一项'],
  ['{name: "水泵", model: null, count: 2}', '{name：“水泵”，count：2}'],
  ['[1..9]', '1 至 9'],
  ['> 5', '5 至'],
])('%s is shown as %s', (text, words) => {
  expect(shown(text)).toBe(words);
});

test('a value that is big in every way makes a short line', () => {
  const deep = '{a: {a: {a: {a: [1, [2, [3]]]}}}}';
  expect(shown('for i in 1..5000 return t', { t: '字'.repeat(20_000) }).length).toBeLessThan(220);
  expect(shown('10 ** 6000').length).toBeLessThan(70);
  expect(shown(deep)).toBe('{a：{a：{…}}}');
});
