import { expect, test } from 'vitest';
import { expressionInWords } from '../../src/browser/processes/designer/fields/feelReading.js';
import { matchExpression } from '../../src/browser/processes/designer/model/matchExpression.js';

test.each([
  ['now + duration("PT4H")', 'PT4H'],
  ['now+duration( "PT4H" )', 'PT4H'],
  ['(now + duration("P2D"))', 'P2D'],
  ['now - duration("PT4H")', undefined],
  ['now + duration("PT4H") + duration("PT1H")', undefined],
  ['now + duration(span)', undefined],
  ['now +', undefined],
  ['', undefined],
])('%s is now and a span of time: %s', (text, span) => {
  expect(matchExpression(text, 'now + duration(span)', ['span'])?.span).toBe(span);
});

test('numbers are compared by value, and an expression without holes by its form', () => {
  const share = (text: string) => matchExpression(text, 'approvals / count >= share', ['share'])?.share;
  expect([
    share('approvals/count>=0.50'),
    share('approvals / count >= .5'),
    share('approvals / 3 >= 0.5'),
  ]).toEqual(['0.5', '0.5', undefined]);
  expect(matchExpression('approvals>=1.0', 'approvals >= 1')).toEqual({});
  expect(matchExpression('approvals >= 2', 'approvals >= 1')).toBeNull();
});

test('an expression is read in the words of the forms, each value in those of its own field', () => {
  const variables = [
    { name: 'outcome', title: '处理结果', form: '', values: [{ value: 'failed', title: '无法解决' }] },
    { name: 'state', title: '状态', form: '', values: [{ value: 'failed', title: '失败' }] },
    { name: 'name', title: '名称', form: '' },
  ];
  const read = (text: string) => expressionInWords(text, variables);
  expect(read('outcome = "failed" and "failed" = state')).toBe('处理结果 = 无法解决 并且 失败 = 状态');
  expect(read('if outcome in ("failed", "x") then now + duration("PT4H") else null')).toBe(
    '如果 处理结果 in (无法解决, "x") 则 当前时间 + 4 小时 否则 空',
  );
  expect(read('customer.name = "if outcome then"')).toBeNull();
  expect(read('name = "and outcome or"')).toBe('名称 = "and outcome or"');
  expect(read('name =')).toBeNull();
});
