import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonProblem, readJson } from '../../src/forms/schema/readJson.js';

function problemOf(text: string): string {
  try {
    readJson(text);
    return '';
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return `${error.line} ${error.message}`;
  }
}

const notJson = '此处不是正确的 JSON（检查引号、逗号和括号）';

describe('JSON with positions', () => {
  test('gives the value and the line on which each part begins', () => {
    const { value, lineOf } = readJson('{\n  "a": [\n    1,\n    {"b":\n      null}\n  ]\n}');
    expect(value).toEqual({ a: [1, { b: null }] });
    expect([[], ['a'], ['a', 0], ['a', 1], ['a', 1, 'b']].map(lineOf)).toEqual([1, 2, 3, 4, 5]);
    expect(lineOf(['a', 1, 'missing', 0])).toBe(4);
  });

  test.each([
    ['{\n"a":1,\n"a":2}', '3 名称 a 出现了两次'],
    ['{"a":1,\n"\\u0061":2}', '2 名称 a 出现了两次'],
    ['{"a":{\n"__proto__":1}}', '2 不能使用名称 __proto__'],
    ['{"\\u005f_proto__":1}', '1 不能使用名称 __proto__'],
    ['', '1 内容不完整，缺少结尾的括号或值'],
    ['{"a":\n', '2 内容不完整，缺少结尾的括号或值'],
    ['{"a":1,\n}', '2 此处应为加引号的名称，却是 }'],
    ['[1,\n]', '2 此处应为一个值，却是 ]'],
    ['[1\n2]', '2 此处应为逗号或结尾的括号，却是 2'],
    ['{"a" 1}', '1 此处应为冒号，却是 1'],
    ['{"a":1}\n}', '2 此处多出了 }'],
    ['{\na:1}', `2 ${notJson}`],
    ['// 说明\n{}', `1 ${notJson}`],
    ['{"a":"甲\n乙"}', `1 ${notJson}`],
    ['{"a":1.}', `1 ${notJson}`],
    ['\ufeff{}', `1 ${notJson}`],
    ['NaN', `1 ${notJson}`],
    ['['.repeat(14) + ']'.repeat(14), '1 嵌套过深'],
    ['['.repeat(200_000), '1 嵌套过深'],
    ['{"a":'.repeat(100_000), '1 嵌套过深'],
  ])('%j is refused with its line', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  test('reads what JSON.parse reads, and nothing else', () => {
    const damage = fc.tuple(
      fc.json({ maxDepth: 5 }),
      fc.nat(),
      fc.constantFrom('', '{', ']', ',', '"', '0', '/*'),
    );
    fc.assert(
      fc.property(damage, ([json, at, sign]) => {
        const position = at % (json.length + 1);
        const text = json.slice(0, position) + sign + json.slice(position);
        const problem = problemOf(text);
        if (problem === '') expect(readJson(text).value).toEqual(JSON.parse(text));
        else if (!/出现了两次|__proto__/.test(problem)) expect(() => JSON.parse(text)).toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
