import { group } from './builtIn.js';

export const rangeGroup = group('先后和区间', [
  ['before', '前一个是不是整个在后一个之前', 'before([1..3], [5..8])', 'true'],
  ['after', '前一个是不是整个在后一个之后', 'after([5..8], [1..3])', 'true'],
  ['meets', '前一个区间的末尾是不是正好是后一个的开头', 'meets([1..3], [3..8])', 'true'],
  ['met by', '前一个区间的开头是不是正好是后一个的末尾', 'met by([3..8], [1..3])', 'true'],
  ['overlaps', '两个区间有没有共同的部分', 'overlaps([1..5], [4..8])', 'true'],
  ['overlaps before', '前一个先开始，并且有共同的部分', 'overlaps before([1..5], [4..8])', 'true'],
  ['overlaps after', '前一个后结束，并且有共同的部分', 'overlaps after([4..8], [1..5])', 'true'],
  ['during', '前一个是不是整个在后一个之内', 'during(5, [1..8])', 'true'],
  ['includes', '前一个是不是包含整个后一个', 'includes([1..8], 5)', 'true'],
  ['starts', '前一个是不是在后一个之内并且一同开始', 'starts([1..3], [1..8])', 'true'],
  ['started by', '后一个是不是在前一个之内并且一同开始', 'started by([1..8], [1..3])', 'true'],
  ['finishes', '前一个是不是在后一个之内并且一同结束', 'finishes([5..8], [1..8])', 'true'],
  ['finished by', '后一个是不是在前一个之内并且一同结束', 'finished by([1..8], [5..8])', 'true'],
  ['coincides', '两个是不是完全一样', 'coincides([1..8], [1..8])', 'true'],
]);
