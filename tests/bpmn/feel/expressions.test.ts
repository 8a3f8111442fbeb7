import { describe, expect, test } from 'vitest';
import { compile, describeProblem, FeelSyntaxError, references } from '../../../src/bpmn/feel/index.js';
import { cases, codesOf, evaluated } from './support.js';

describe('three values of logic (table 48)', () => {
  cases([
    ['true and null', null],
    ['false and null', false],
    ['null and false', false],
    ['true or null', true],
    ['null or true', true],
    ['false or null', null],
    ['true and 1', null],
    ['false and 1', false],
    ['null = null', true],
    ['1 = null', false],
    ['1 != null', true],
    ['1 = "1"', null],
    ['"10" > 8', null],
    ['"" < 1000', null],
    ['null < 1', null],
    ['"5" between 1 and 10', null],
    ['@"2020-01-01" < "2020-01-02"', null],
    ['"abc" < "abd"', true],
    ['"\\uFFFD" < "😀"', true],
    ['[1, "a"] = [1, "a"]', true],
    ['{a: 1} = {a: 1.0}', true],
    ['5 between 1 and 5', true],
  ]);

  test('a comparison of different types is null with the values it met', () => {
    const [problem] = compile('amount > 8').evaluate({ amount: '10' }).problems;
    expect(problem).toMatchObject({ code: 'notComparable', from: 0, to: 10, text: 'amount > 8' });
    expect(describeProblem(problem!)).toBe('「amount > 8」不能比较：文本 "10"、数字 8');
  });
});

describe('control, lists, paths and filters', () => {
  cases([
    ['if 1 < 2 then "a" else "b"', 'a'],
    ['if null then "a" else "b"', 'b'],
    ['for i in 1..3 return i * 2', [2, 4, 6]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in (1..4) return i', [2, 3]],
    ['for i in [1, 2], j in [i, 10] return i * j', [1, 10, 4, 20]],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', [1, 1, 2, 6, 24]],
    ['for d in @"2024-02-28"..@"2024-03-01" return d', ['2024-02-28', '2024-02-29', '2024-03-01']],
    ['for i in 5 return i', [5]],
    ['some x in [1, 2] satisfies x > 1', true],
    ['some x in [1, null] satisfies x > 1', null],
    ['every x in [1, 2] satisfies x > 1', false],
    ['every x in [] satisfies x > 1', true],
    ['[1, 2, 3][2]', 2],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][4]', null],
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['[{a: 1, b: "x"}, {a: 2, b: "y"}][a > 1].b', ['y']],
    ['[{item: 5}][item = 5]', [{ item: 5 }]],
    ['5[1]', 5],
    ['5[item = 5]', [5]],
    ['{a: 1, b: a + 1}.b', 2],
    ['{"a b": 1}.a b', 1],
    ['{a: 1, a: 2}', null],
    ['[{a: 1}, {a: 2}].a', [1, 2]],
    ['{a: 1}.b', null],
    ['(function(x: number, y) x + y)(1, 2)', 3],
    ['(function(x: number) x)("a")', null],
    ['(function(x) x)(1, 2)', null],
    ['{f: function(a, b) a - b, r: f(b: 1, a: 5)}.r', 4],
    ['unknown(1)', null],
    ['3 in (1, > 2)', true],
    ['3 in [1..3]', true],
    ['3 in [1..3)', false],
    ['3 in [1, 2]', false],
    ['3 in [[1..2], [3..4]]', true],
    ['"a" in ["b", "a"]', true],
    ['null in (1, null)', true],
    ['@"2020-01-01".year', 2020],
    ['@"P1Y2M".months', 2],
    ['@"PT1H30M".minutes', 30],
    ['[1..5].end', 5],
    ['(1..5].start included', false],
    ['1 // one\n + /* two */ 2', 3],
  ]);

  test('what is not there is named', () => {
    expect(codesOf('a + 1')).toEqual(['unknownName', 'wrongTypes']);
    expect(codesOf('unknown(1)')).toEqual(['unknownName']);
    expect(codesOf('x.y', { x: { z: 1 } })).toEqual(['noProperty']);
    expect(codesOf('if x then 1 else 2', { x: 'yes' })).toEqual(['notBoolean']);
    expect(codesOf('x', { x: null })).toEqual([]);
  });

  test('variables shadow functions, entries of an item shadow variables', () => {
    expect(evaluated('count', { count: 3 })).toBe(3);
    expect(evaluated('count(list)', { count: 3, list: [1, 2] })).toBe(2);
    expect(evaluated('rows[a > a limit]', { rows: [{ a: 1 }, { a: 5 }], 'a limit': 2 })).toEqual([{ a: 5 }]);
  });
});

describe('instance of (table 51)', () => {
  cases([
    ['1 instance of number', true],
    ['null instance of Any', false],
    ['null instance of Null', true],
    ['[1, 2] instance of list<number>', true],
    ['[1, "a"] instance of list<number>', false],
    ['{a: 1, b: 2} instance of context<a: number>', true],
    ['{a: "x"} instance of context<a: number>', false],
    ['[1..2] instance of range<number>', true],
    ['["a".."b"] instance of range<number>', false],
    ['(function(a: number) a) instance of function<number> -> number', true],
    ['(function(a: number) a) instance of function<string> -> number', false],
    ['@"P1D" instance of days and time duration', true],
    ['@"P1D" instance of years and months duration', false],
    ['1 instance of nothing', null],
  ]);
});

describe('unary tests', () => {
  const test1 = (text: string, input: unknown) =>
    compile(text, { kind: 'unaryTests' }).evaluate({ limit: 10 }, { input }).value;

  test.each([
    ['-', 'anything', true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'b', false],
    ['not("a", "b")', 'c', true],
    ['starts with(?, "x")', 'xy', true],
    ['"a"', null, false],
    ['limit > 5', 'anything', true],
    ['limit > 50', 'anything', false],
    ['true', null, false],
    ['> 5', 6, true],
    ['[1..5)', 5, false],
  ])('%s of %s', (text, input, expected) => {
    expect(test1(text, input)).toBe(expected);
  });
});

describe('what a text asks for', () => {
  test('its variables, paths and functions, without names of its own', () => {
    const { paths, calls } = references(
      compile('for r in order.rows return sum(r.amount) + limit + (function(a) a * rate)(1)').tree,
    );
    expect(paths.map(({ names }) => names.join('.'))).toEqual(['order.rows', 'limit', 'rate']);
    expect(calls.map(({ name }) => name)).toEqual(['sum']);
  });

  test('item and partial are names of its own only where there is an item or a part', () => {
    const asked = (text: string) => references(compile(text).tree).paths.map(({ names }) => names.join('.'));
    expect(asked('item.a + partial')).toEqual(['item.a', 'partial']);
    expect(asked('rows[item.a > 1]')).toEqual(['rows']);
    expect(asked('for i in rows return count(partial) + i')).toEqual(['rows']);
  });

  test('a text that is no expression says where', () => {
    const wrong = (text: string) => {
      try {
        compile(text);
      } catch (error) {
        return error instanceof FeelSyntaxError ? error.from : error;
      }
      return null;
    };
    expect(wrong('1 +')).toBe(3);
    expect(wrong('a == b')).not.toBeNull();
    expect(wrong('')).toBe(0);
  });

  test('every part with its value', () => {
    const { value, parts } = compile('kind = "A" and amount > 1000').explain({ kind: 'A', amount: 1200 });
    expect(value).toBe(true);
    expect(parts.map(({ text, value: of }) => `${text}: ${of}`)).toEqual([
      'kind: A',
      '"A": A',
      'kind = "A": true',
      'amount: 1200',
      '1000: 1000',
      'amount > 1000: true',
      'kind = "A" and amount > 1000: true',
    ]);
  });
});
