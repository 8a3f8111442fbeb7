import { describe, expect, test } from 'vitest';
import {
  anyType,
  compile,
  describeLimit,
  FeelLimit,
  type FeelType,
  fromFeel,
  toFeel,
  toText,
  type Value,
} from '../../../src/bpmn/feel/index.js';

describe('typed edges', () => {
  const type = (kind: string) => ({ kind }) as FeelType;

  test.each([
    ['date', '2026-03-01'],
    ['time', '08:30:00'],
    ['date and time', '2026-03-01T08:30:00+08:00'],
    ['days and time duration', 'P1DT2H'],
    ['years and months duration', 'P1Y2M'],
    ['string', '00123'],
    ['string', '2026-03-01'],
    ['number', 12.5],
    ['boolean', false],
  ])('%s %s comes back as it was stored', (kind, stored) => {
    const value = toFeel(stored, type(kind));
    expect(
      compile('x instance of T', { types: new Map([['T', type(kind)]]) }).evaluate({ x: value }).value,
    ).toBe(true);
    expect(fromFeel(value as Value)).toBe(stored);
  });

  test('what is not of the type is refused', () => {
    expect(toFeel('2026-02-30', type('date'))).toBeUndefined();
    expect(toFeel('x', type('number'))).toBeUndefined();
    expect(toFeel('P1Y', type('days and time duration'))).toBeUndefined();
    expect(toFeel(1, type('string'))).toBeUndefined();
    expect(toFeel(null, type('date'))).toBeNull();
  });

  test('amounts stored as text are numbers to the last digit, rows are lists of contexts', () => {
    const rows: FeelType = {
      kind: 'list',
      of: { kind: 'context', entries: new Map([['amount', type('number')]]) },
    };
    const value = toFeel([{ amount: '0.10', note: 'a' }, { amount: '0.20' }], rows);
    expect(toText(compile('sum(rows.amount)').evaluate({ rows: value }).value)).toBe('0.3');
  });

  test('big numbers leave as text, `__proto__` is an entry like any other', () => {
    expect(fromFeel(compile('2 ** 100').evaluate().value)).toBe('1267650600228229401496703205376');
    const made = fromFeel(compile('{"__proto__": 1}').evaluate().value) as object;
    expect(Object.keys(made)).toEqual(['__proto__']);
    expect(compile('constructor').evaluate({}).value).toBeNull();
    expect(compile('x.constructor').evaluate({ x: {} }).value).toBeNull();
  });

  test('a list of numbers with thousands of digits is refused as the long text that it would be', () => {
    const { value } = compile('for x in 1..10000 return 1e-6000').evaluate();
    expect(() => fromFeel(value)).toThrow('steps');
  });

  test('a limit is named', () => {
    const failed = () => compile('count(for x in 1..1000000000 return x)').evaluate();
    expect(failed).toThrow(FeelLimit);
    try {
      failed();
    } catch (error) {
      expect(describeLimit(error as FeelLimit)).toBe('表达式超出了列表长度的上限 20000');
    }
    expect(() => fromFeel(Array.from({ length: 100_000 }, () => null))).toThrow(FeelLimit);
    expect(toFeel([1], { kind: 'list', of: anyType })).toBeDefined();
  });
});
