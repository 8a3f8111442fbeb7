import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/bpmn/feel/index.js';
import { juelToFeel } from '../../../src/bpmn/foreign/juelToFeel.js';
import { processorTimeOf } from '../../support/processorTime.js';

const problemOf = (text: string) => {
  const translation = juelToFeel(text);
  return translation.feel === null ? `${translation.fault}: ${translation.problem}` : translation.feel;
};

describe('JUEL that has a counterpart in FEEL', () => {
  it.each([
    ["outcome=='通过' && !(days > 3)", 'outcome = "通过" and not(days > 3)'],
    [
      'urgent eq true and not (amount lt 10 or amount ge 20)',
      'urgent = true and not(amount < 10 or amount >= 20)',
    ],
    ['nrOfCompletedInstances/nrOfInstances >= 0.5', 'numberOfCompletedInstances / numberOfInstances >= 0.5'],
    ['execution.getVariable("amount") > 1', 'amount > 1'],
    ['customer.address["city"] == "上海"', 'customer.address.city = "上海"'],
    ['rows[0].amount', 'rows[1].amount'],
    ['a - (b - c) - -d', 'a - (b - c) - -d'],
    ['(a + b) * c div 2', '(a + b) * c / 2'],
    ['((a))', 'a'],
    ['a == b == c', '(a = b) = c'],
    ['a < b != (c > d)', '(a < b) != (c > d)'],
    ['a || b && c', 'a or b and c'],
    ['(a || b) && c', '(a or b) and c'],
    ['a ? 1 : b ? 2 : 3', 'if a then 1 else (if b then 2 else 3)'],
    ['(a ? 1 : 2) + 3', '(if a then 1 else 2) + 3'],
    ['!!a', 'not(not(a))'],
    ['!empty a && b', 'not(list contains([null, "", []], a)) and b'],
    ['name.equals("a")', 'name = "a"'],
    ['!name.startsWith("A") || list.size() > 2', 'not(starts with(name, "A")) or count(list) > 2'],
    ['1. + .5', '1 + 0.5'],
    ['1e9 < a', '1e9 < a'],
    ['1.e-3 + .5E2', '1e-3 + 0.5E2'],
    [String.raw`'it\'s "\\n" here' == x`, String.raw`"it's \"\\n\" here" = x`],
  ])('%s', (juel, feel) => {
    expect(juelToFeel(`\${${juel}}`)).toEqual({ feel });
  });

  it.each(['approved == true', '#{approved == true}', `$\{approved == true}`, 'return approved == true;'])(
    'stands in brackets or in none: %s',
    (juel) => expect(juelToFeel(juel)).toEqual({ feel: 'approved = true' }),
  );

  it.each([
    ['a ${b} c', 'string join(["a ", string(b), " c"])'],
    ['${a}-${b}', 'string join([string(a), "-", string(b)])'],
    [
      "#{year} 年「${amount > 5 ? '大' : '小'}」",
      'string join([string(year), " 年「", string(if amount > 5 then "大" else "小"), "」"])',
    ],
    [`a \${'b}'} c`, 'string join(["a ", "b}", " c"])'],
  ])('texts and expressions that are joined: %s', (juel, feel) => {
    expect(juelToFeel(juel)).toEqual({ feel });
  });

  it.each([
    [{ b: 'x' }, 'a x c'],
    [{ b: 5 }, 'a 5 c'],
    [{ b: true }, 'a true c'],
    [{ b: null }, 'a  c'],
  ])('a joined text of %j counts nothing for null, as in JUEL', (variables, text) => {
    const { feel } = juelToFeel(`a \${b} c`);
    expect(compile(String(feel)).evaluate(variables).value).toBe(text);
  });

  it.each([
    [null, true],
    ['', true],
    [[], true],
    ['a', false],
    [0, false],
    [false, false],
    [['a'], false],
    [{ a: 1 }, false],
  ])('empty is answered for %j', (x, expected) => {
    const { feel } = juelToFeel('empty x');
    expect(compile(String(feel)).evaluate({ x }).value).toBe(expected);
  });

  it('reads as many signs in a row as expressions may have', () => {
    const row = Array.from({ length: 50 }, (_, index) => `a${index} == ${index}`);
    expect(juelToFeel(row.join(' && ')).feel).toBe(row.join(' and ').replaceAll('==', '='));
  });
});

describe('JUEL without a counterpart is named', () => {
  it.each([
    ['leaveService.register(execution)', /^javaMethod: Java 方法 register\(…\)$/],
    ['dateTime().plusWeeks(1).toDate()', /^javaMethod: Java 方法 toDate/],
    ['now() > x', /^noCounterpart: 函数 now/],
    ['execution.setVariable("a", 1)', /^javaMethod: Java 方法 execution\.setVariable/],
    ['execution.getVariable(name)', /^javaMethod: Java 方法 execution\.getVariable/],
    ['execution.getVariable("a b")', /^noCounterpart: 变量名 "a b"/],
    ['execution.processInstanceId', /^noCounterpart: 引擎对象 execution/],
    ['list.contains(x)', /^javaMethod: Java 方法 contains/],
    ['x.constructor("a")', /^javaMethod: Java 方法 constructor/],
    ['x.equals()', /^javaMethod: Java 方法 equals/],
    ['a = 1', /^noCounterpart: 赋值/],
    ['a % 2 == 0', /^noCounterpart: 取余数/],
    ['rows[index]', /^noCounterpart: 方括号里/],
    ['a ==', /^unreadable: 表达式没有写完/],
    ['a b', /^unreadable: 第 3 个字符处的「b」/],
    ['a # b', /^unreadable: 第 3 个字符「#」/],
    ['"a', /^unreadable: 第 1 个字符/],
    ['a ${b', /^unreadable: 第 5 个字符处的表达式没有写完/],
    ['a ${b.trim()} c', /^javaMethod: Java 方法 trim/],
    ['', /^unreadable: 表达式没有写完/],
  ])('%s', (juel, problem) => {
    expect(problemOf(juel)).toMatch(problem);
  });
});

describe('hostile texts are refused at once', () => {
  /** Each takes a few; without a limit they take seconds or never end. */
  const maxMilliseconds = 250;
  const nested = (open: string, close: string, times: number) =>
    `\${${open.repeat(times)}a${close.repeat(times)}}`;

  it.each<[string, string, RegExp]>([
    ['20,000 negations', nested('!(', ')', 20_000), /^tooLarge: 表达式超过 10000 个字符/],
    ['a long row', `\${${'a && '.repeat(200_000)}a}`, /^tooLarge/],
    ['a long text', `\${'${'a'.repeat(1_000_000)}'}`, /^tooLarge/],
    ['3,000 negations', nested('!(', ')', 3000), /^tooLarge: 表达式嵌套超过 120 层/],
    ['9,000 signs', nested('!', '', 9000), /^tooLarge: 表达式嵌套/],
    ['4,900 brackets', nested('(', ')', 4900), /^tooLarge: 表达式嵌套/],
    ['9,000 brackets that stay open', nested('(', '', 9000), /^tooLarge: 表达式嵌套/],
    ['empty of empty', nested('empty ', '', 1500), /^tooLarge: 表达式嵌套/],
    ['choices in choices', nested('a ? b : ', '', 1000), /^tooLarge: 表达式嵌套/],
    ['members of members', nested('', '.b', 4000), /^tooLarge: 表达式嵌套/],
    ['calls in calls', nested('a.equals(', ')', 900), /^tooLarge: 表达式嵌套/],
    ['a row that FEEL finds too long', nested('a && ', '', 1900), /^unreadable: /],
    ['quotes', `\${${"'".repeat(9991)}}`, /^unreadable: /],
    ['backslashes', `\${'${'\\'.repeat(9990)}}`, /^unreadable: /],
    ['brackets that close', `\${${'}'.repeat(9990)}`, /^unreadable: /],
    ['spaces', `\${${' '.repeat(9990)}}`, /^unreadable: /],
  ])('%s', (_name, juel, problem) => {
    expect(processorTimeOf(() => expect(problemOf(juel)).toMatch(problem))).toBeLessThan(maxMilliseconds);
  });

  it('the time of a translation grows with the length of the text', () => {
    const feel = juelToFeel(nested('empty ', '', 30)).feel as string;
    expect(feel.length).toBeLessThan(30 * 40);
    expect(juelToFeel(`\${${'!'.repeat(50)}a}`).feel).toBe(`${'not('.repeat(50)}a${')'.repeat(50)}`);
  });
});
