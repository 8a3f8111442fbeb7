import { group } from './builtIn.js';

export const numberGroup = group('数字', [
  ['round half up', '四舍五入，写明保留几位小数', 'round half up(12.345, 2)', '12.35'],
  ['round half down', '五舍六入，写明保留几位小数', 'round half down(12.345, 2)', '12.34'],
  ['round up', '向远离零的方向进位，写明保留几位小数', 'round up(12.341, 2)', '12.35'],
  ['round down', '舍去多余的小数，写明保留几位小数', 'round down(12.349, 2)', '12.34'],
  ['decimal', '保留几位小数，正好一半时取偶数', 'decimal(12.345, 2)', '12.34'],
  ['floor', '不大于它的最大整数', 'floor(2.7)', '2'],
  ['ceiling', '不小于它的最小整数', 'ceiling(2.1)', '3'],
  ['abs', '绝对值，去掉负号；也可用于时长', 'abs(-5)', '5'],
  ['modulo', '除法的余数', 'modulo(10, 3)', '1'],
  ['odd', '是不是奇数', 'odd(3)', 'true'],
  ['even', '是不是偶数', 'even(3)', 'false'],
  ['sqrt', '平方根', 'sqrt(16)', '4'],
  ['log', '自然对数', 'log(1)', '0'],
  ['exp', 'e 的多少次方', 'exp(0)', '1'],
]);
