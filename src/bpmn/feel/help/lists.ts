import { group } from './builtIn.js';

export const listGroup = group('列表和表格', [
  ['count', '有几项、几行', 'count([5, 7, 9])', '3'],
  ['list contains', '列表中有没有这一项', 'list contains(["A", "B"], "B")', 'true'],
  ['index of', '这一项在第几个位置，可能不止一处', 'index of(["甲", "乙", "甲"], "甲")', '[1, 3]'],
  ['sublist', '从第几项起取几项', 'sublist([5, 7, 9], 2, 2)', '[7, 9]'],
  ['append', '在末尾加上几项', 'append([5, 7], 9)', '[5, 7, 9]'],
  ['concatenate', '把几个列表接在一起', 'concatenate([1], [2, 3])', '[1, 2, 3]'],
  ['insert before', '在第几项之前插入', 'insert before([5, 9], 2, 7)', '[5, 7, 9]'],
  ['remove', '去掉第几项', 'remove([5, 7, 9], 2)', '[5, 9]'],
  ['list replace', '换掉第几项，或换掉符合条件的各项', 'list replace([5, 7], 2, 8)', '[5, 8]'],
  ['reverse', '把顺序倒过来', 'reverse([1, 2, 3])', '[3, 2, 1]'],
  ['union', '合并几个列表，重复的只留一个', 'union([1, 2], [2, 3])', '[1, 2, 3]'],
  ['distinct values', '去掉重复的项', 'distinct values([1, 2, 1])', '[1, 2]'],
  ['flatten', '把列表中的列表展开成一层', 'flatten([1, [2, [3]]])', '[1, 2, 3]'],
  ['sort', '排序，可写两项比较时谁在前', 'sort([2, 3, 1], function(a, b) a > b)', '[3, 2, 1]'],
]);

export const statisticsGroup = group('合计和统计', [
  ['sum', '合计', 'sum([100, 20.5])', '120.5'],
  ['max', '最大的一个，数字、文字、日期都可以', 'max(3, 9, 5)', '9'],
  ['min', '最小的一个，数字、文字、日期都可以', 'min([3, 9, 5])', '3'],
  ['mean', '平均数', 'mean([4, 5, 9])', '6'],
  ['median', '中位数', 'median([1, 2, 10])', '2'],
  ['mode', '出现最多的数，可能不止一个', 'mode([5, 4, 5])', '[5]'],
  ['stddev', '标准差（样本）', 'stddev([2, 4])', 'sqrt(2)'],
  ['product', '相乘的积', 'product([2, 3, 4])', '24'],
  ['all', '是不是每一项都是“是”', 'all([true, true, false])', 'false'],
  ['any', '是不是至少有一项是“是”', 'any([false, true])', 'true'],
]);
