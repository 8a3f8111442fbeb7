import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearPattern } from '../../src/forms/schema/linearPattern.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { processorTimeOf } from '../support/processorTime.js';
import { context, schemaText } from './departmentForms.js';

/** Of processor time for a form and three texts; a pattern that backtracks takes hours. */
const maxMilliseconds = 1_000;

const form = (pattern: string, maxLength = 200) =>
  parseForm(
    'sample.schema.json',
    schemaText({ properties: { note: { title: '说明', type: 'string', minLength: 1, maxLength, pattern } } }),
  );
const judge = (pattern: string, note: string, maxLength?: number) =>
  validateSubmission(form(pattern, maxLength), { note }, context).map(({ message }) => message);

const patterns = [
  '^[A-Z]{2}\\d+$',
  '^\\s+$',
  '\\S',
  '^[\\s\\d]+$',
  '^[^\\s]+$',
  '^[\\S]+$',
  '^.+$',
  '^[^]$',
  'a[]|b',
  '^[a[]+$',
  '^[[:alpha:\\]]+$',
  '^\\w+\\b\\W?$',
  '^[\\b]$',
  '^\\p{Script=Han}{1,3}$',
  '^\\p{Lu}\\P{Lu}$',
  '^[\\u4e00-\\u9fff]+$',
  '^\\u{1F600}$',
  '^\\x41\\cJ\\0?$',
  '^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$',
  '^[\\w.-]+@[a-z]+\\.com$',
  '^(a+)+$',
  '(a|ab)(c|bcd)$',
  '^\\/[\\-]\\.\\$',
  '^$',
];
const samples = [
  'AB12',
  'ab',
  '\u3000',
  '\u00a0 \t',
  '\ufeff',
  '\u180e',
  'a\nb',
  '\u2028',
  '',
  '中文',
  '中文a',
  '😀',
  'A\n',
  'A\n\0',
  '\b',
  '[',
  ':',
  'a[',
  '2026-11',
  '2026-13',
  'x.y-z@abc.com',
  'aaaa',
  'abcd',
  '/-.$',
  'Ab',
  '\r',
  '_1 ',
  'b',
];

describe('a pattern on the linear engine', () => {
  test.each(patterns)('means what JSON Schema means: %s', (pattern) => {
    const { test: matches } = linearPattern(pattern);
    const native = new RegExp(pattern, 'u');
    for (const text of samples) expect([text, matches(text)]).toEqual([text, native.test(text)]);
    const units = fc.constantFrom(...samples, 'a', 'b', 'A', '1', ' ', '-', 'c', 'd', '中');
    fc.assert(
      fc.property(fc.array(units, { maxLength: 5 }), (parts) => {
        const text = parts.join('');
        expect(matches(text)).toBe(native.test(text));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['(', '不是正确的正则表达式'],
    ['(a)\\1', '反向引用'],
    ['(?<x>a)\\k<x>', '反向引用'],
    ['^(?=a)', '前后查找'],
    ['(?<!a)b', '前后查找'],
    ['\\uD83D\\uDE00', '半个字符'],
    ['(?:a{0,99}){99}', '展开后过大'],
    ['\\d{1001}', '展开后过大'],
    ['a'.repeat(201), '太长'],
  ])('%s is refused at the field that has it', (pattern, reason) => {
    expect(() => form(pattern)).toThrow(reason);
    expect(() => form(pattern)).toThrow(expect.objectContaining({ path: 'note' }));
  });

  test('is refused when the longest text would take too long', () => {
    expect(() => form(`^${'\\d{0,99}'.repeat(12)}$`, 20_000)).toThrow('过于复杂');
    expect(() => form(`^${'\\d{0,99}'.repeat(12)}$`, 200)).not.toThrow();
  });

  test.each([
    [`^${'\\d{0,99}'.repeat(12)}$`, '1'.repeat(200), '1'.repeat(199)],
    ['^(a+)+$', 'a'.repeat(200), `${'a'.repeat(199)}`],
    ['.*.*x$', `${'a'.repeat(198)}x`, 'a'.repeat(199)],
    ['^(\\w*)*\\d*\\w*\\d*$', 'a1'.repeat(100), '1'.repeat(199)],
    ['(a|a|ab)*c', `${'ab'.repeat(99)}c`, 'ab'.repeat(99)],
  ])('%s answers in time', (pattern, right, almost) => {
    const time = processorTimeOf(() => {
      expect(judge(pattern, right)).toEqual([]);
      expect(judge(pattern, `${almost}!`)).toEqual(['说明格式不正确']);
      // longer than the form allows, as a hostile sender may
      expect(judge(pattern, `${'a1'.repeat(90_000)}!`)).toHaveLength(1);
    });
    expect(time).toBeLessThan(maxMilliseconds);
  });

  test('refuses a submission whose texts would take too long to match', () => {
    expect(judge(`^${'\\d{0,99}'.repeat(12)}$`, '1'.repeat(20_000))).toEqual([
      '填写的内容太长，无法核对格式，请缩短后重新提交',
    ]);
    expect(judge(`^${'\\d{0,99}'.repeat(12)}$`, '1'.repeat(200))).toEqual([]);
  });
});
