import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/bpmn/feel/index.js';
import { cases, codesOf } from './support.js';

describe('string functions count code points (table 71)', () => {
  cases([
    ['substring("foobar", 3)', 'obar'],
    ['substring("foobar", 3, 3)', 'oba'],
    ['substring("foobar", -2, 1)', 'a'],
    ['substring("\\U01F40Eab", 2)', 'ab'],
    ['substring("foobar", 0)', null],
    ['substring("foobar", 7)', ''],
    ['substring("foobar", 8)', null],
    ['substring("foobar", 2, 0)', null],
    ['string length("😀中")', 2],
    ['string length("")', 0],
    ['upper case("aBc4")', 'ABC4'],
    ['lower case("aBc4")', 'abc4'],
    ['substring before("foobar", "bar")', 'foo'],
    ['substring before("foobar", "xyz")', ''],
    ['substring before("foobar", "")', ''],
    ['substring after("foobar", "ob")', 'ar'],
    ['substring after("", "a")', ''],
    ['substring after("foobar", "")', 'foobar'],
    ['contains("foobar", "of")', false],
    ['contains("foobar", "ob")', true],
    ['starts with("foobar", "fo")', true],
    ['ends with("foobar", "r")', true],
    ['ends with("foobar", null)', null],
    ['split("John Doe", "\\s")', ['John', 'Doe']],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
    ['string join(["a", null, "c"], "_and_")', 'a_and_c'],
    ['string join(["a"], null)', 'a'],
    ['string join([], "X")', ''],
    ['string join([1])', null],
    ['string(1.50)', '1.5'],
    ['string("a")', 'a'],
    ['string([1, "a", null])', '[1, "a", null]'],
    ['string({a: "b", c d: [1]})', '{a: "b", c d: [1]}'],
    ['string(null)', null],
    ['string(@"P1Y2M")', 'P1Y2M'],
    ['"\\u4e2d\\n\\t\\"\\\\"', '中\n\t"\\'],
  ]);
});

describe('regular expressions are those of XPath (XPath Functions 3.1, 5.6)', () => {
  cases([
    ['matches("foobar", "^fo*b")', true],
    ['matches("FOO", "foo")', false],
    ['matches("FOO", "foo", "i")', true],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("a\\nb", "^b$")', false],
    ['matches("a\\nb", "^b$", "m")', true],
    ['matches("hello world", "hello\\ sworld", "x")', true],
    ['matches("a.b", "a.b", "q")', true],
    ['matches("axb", "a.b", "q")', false],
    ['matches("x", "[a-z-[aeiou]]")', true],
    ['matches("e", "[a-z-[aeiou]]")', false],
    ['matches("É", "\\p{Lu}")', true],
    ['matches("中", "\\p{IsCJKUnifiedIdeographs}")', true],
    ['matches("a", "\\P{IsBasicLatin}")', false],
    ['matches("_a-1", "^\\i\\c*$")', true],
    ['matches("1a", "^\\i")', false],
    ['matches("٣", "^\\d$")', true],
    ['matches("-", "\\w")', false],
    ['matches("-", "^\\W$")', true],
    ['matches("b", "[\\p{L}-[\\p{Lu}]]")', true],
    ['matches("B", "[\\p{L}-[\\p{Lu}]]")', false],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['replace("darted", "^(.*?)d(.*)$", "$1c$2")', 'carted'],
    ['replace("a.b.c", ".", "-", "q")', 'a-b-c'],
    ['replace("10", "1", "\\$")', '$0'],
  ]);

  test.each([
    ['matches("aa", "(a)\\1")', 'backReference'],
    ['matches("a", "(?=a)")', 'syntax'],
    ['matches("a", "[")', 'syntax'],
    ['matches("a", "a{2,1}")', 'syntax'],
    ['matches("a", "a**")', 'syntax'],
    ['matches("a", "\\p{IsNowhere}")', 'unknownBlock'],
    ['matches("a", "\\p{Qq}")', 'unknownCategory'],
    ['matches("a", "a", "g")', 'flags'],
    ['matches("a", "((a{1000}){1000}){1000}")', 'tooBig'],
    ['replace("a", "b", "$x")', 'replacement'],
    ['replace("a", "x*", "-")', 'matchesNothing'],
  ])('%s is refused for its %s', (text, reason) => {
    const { value, problems } = compile(text).evaluate();
    expect(value).toBeNull();
    expect(problems[0]?.code).toBe('badPattern');
    expect(problems[0]?.values[1]).toBe(reason);
  });

  test('a text that cannot be read says so', () => {
    expect(codesOf('number("12,5")')).toEqual(['unreadable']);
  });
});

describe('conversion (table 69)', () => {
  cases([
    ['number("1 000,5", " ", ",")', 1000.5],
    ['number("1,000.5", ",", ".")', 1000.5],
    ['number("1.000,5", ".", ",")', 1000.5],
    ['number("1000", null, null)', 1000],
    ['number("1,000", ",", ",")', null],
    ['number("x")', null],
    ['date("2012-12-25")', '2012-12-25'],
    ['date("2012-02-30")', null],
    ['date(2012, 12, 25)', '2012-12-25'],
    ['date(@"2012-12-24T23:59:00+08:00")', '2012-12-24'],
    ['date and time("2012-12-24T23:59:00")', '2012-12-24T23:59:00'],
    ['date and time("2012-12-24")', '2012-12-24T00:00:00'],
    ['date and time(@"2012-12-24", time("10:00:00Z"))', '2012-12-24T10:00:00Z'],
    ['date and time("2012-13-24T23:59:00")', null],
    ['time("23:59:00@Asia/Shanghai")', '23:59:00@Asia/Shanghai'],
    ['time("23:59:00@Nowhere/At_all")', null],
    ['time(23, 59, 1.5, duration("-PT5H"))', '23:59:01.5-05:00'],
    ['time(@"2012-12-24T23:59:00Z")', '23:59:00Z'],
    ['duration("P2Y2M")', 'P2Y2M'],
    ['string(duration("P1DT24H90S"))', 'P2DT1M30S'],
    ['duration("P1Y2D")', null],
    ['years and months duration(@"2011-12-22", @"2013-08-24")', 'P1Y8M'],
    ['years and months duration(@"2013-08-24", @"2011-12-22")', '-P1Y8M'],
  ]);
});
