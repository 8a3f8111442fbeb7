import { group } from './builtIn.js';

export const textGroup = group('文字', [
  ['contains', '文字中有没有这一段', 'contains("水泵漏水", "漏水")', 'true'],
  ['starts with', '文字是不是以这一段开头', 'starts with("SN-0012", "SN-")', 'true'],
  ['ends with', '文字是不是以这一段结尾', 'ends with("报告.pdf", ".pdf")', 'true'],
  ['string length', '有多少个字', 'string length("水泵漏水")', '4'],
  ['substring', '从第几个字起取几个字，不写几个就取到末尾', 'substring("SN-0012", 4, 2)', '"00"'],
  ['substring before', '这一段之前的文字', 'substring before("P30-02", "-")', '"P30"'],
  ['substring after', '这一段之后的文字', 'substring after("P30-02", "-")', '"02"'],
  ['upper case', '变成大写字母', 'upper case("sn-1")', '"SN-1"'],
  ['lower case', '变成小写字母', 'lower case("SN-1")', '"sn-1"'],
  ['matches', '文字中有没有符合匹配式的一段', 'matches("SN-0012", "^SN-[0-9]+$")', 'true'],
  ['replace', '把符合匹配式的各段换成别的', 'replace("139 0000 0000", " ", "")', '"13900000000"'],
  ['split', '按匹配式把文字拆成列表', 'split("甲、乙、丙", "、")', '["甲", "乙", "丙"]'],
  ['string join', '把列表中的文字连在一起，可写间隔', 'string join(["甲", "乙"], "、")', '"甲、乙"'],
]);

export const conversionGroup = group('变换和判断', [
  ['not', '把“是”变成“否”，“否”变成“是”', 'not(true)', 'false'],
  ['is', '两个值的种类和内容是不是都一样', 'is("1", 1)', 'false'],
  ['number', '把文字变成数字，可写千分号和小数点是什么', 'number("1,200.50", ",", ".")', '1200.5'],
  ['string', '把任何值变成文字', 'string(12.5)', '"12.5"'],
  ['range', '把文字变成区间', '5 in range("[1..10]")', 'true'],
]);

export const contextGroup = group('上下文（带名称的一组值）', [
  ['get value', '按名称取出其中一项', 'get value({name: "水泵", count: 2}, "name")', '"水泵"'],
  ['get entries', '变成列表，每项有名称 key 和值 value', 'get entries({count: 2})[1].key', '"count"'],
  ['context', '由带 key 和 value 的列表组成一组值', 'context([{key: "count", value: 2}]).count', '2'],
  ['context put', '加上或换掉其中一项', 'context put({count: 2}, "count", 3).count', '3'],
  ['context merge', '把几组值并成一组，后面的为准', 'context merge([{a: 1}, {a: 2, b: 3}])', '{a: 2, b: 3}'],
]);
