import { describe, expect, test } from 'vitest';
import { cases, codesOf, evaluated } from './support.js';

describe('numbers have 34 decimal digits', () => {
  cases([
    ['0.1 + 0.2 = 0.3', true],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['2 / 3', '0.6666666666666666666666666666666667'],
    ['9999999999999999999999999999999999 + 1 = 1e34', true],
    ['1.10', 1.1],
    ['.5 + 1e-3', 0.501],
    ['-3 ** 2', 9],
    ['2 ** 3 ** 2', 64],
    ['2 * 3 + 4 / 8 - 1', 5.5],
    ['--5', 5],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', null],
    ['1 + null', null],
    ['1 / 0', null],
    ['0 ** -1', null],
    ['10 ** 7000', null],
  ]);

  test('a null of an operator says why', () => {
    expect(codesOf('1 / 0')).toEqual(['divisionByZero']);
    expect(codesOf('"a" + 1')).toEqual(['wrongTypes']);
    expect(codesOf('10 ** 7000')).toEqual(['outOfRange']);
  });
});

describe('numeric functions (table 73)', () => {
  cases([
    ['decimal(1/3, 2)', 0.33],
    ['decimal(1.5, 0)', 2],
    ['decimal(2.5, 0)', 2],
    ['decimal(1225, -1)', 1220],
    ['floor(1.5)', 1],
    ['floor(-1.56, 1)', -1.6],
    ['ceiling(1.5)', 2],
    ['ceiling(-1.56, 1)', -1.5],
    ['round up(5.5, 0)', 6],
    ['round up(-5.5, 0)', -6],
    ['round up(1.121, 2)', 1.13],
    ['round down(5.5, 0)', 5],
    ['round down(-1.126, 2)', -1.12],
    ['round half up(1.005, 2)', 1.01],
    ['round half up(-5.5, 0)', -6],
    ['round half down(5.5, 0)', 5],
    ['round half down(-1.126, 2)', -1.13],
    ['round half up(5.5, 7000)', null],
    ['abs(-10)', 10],
    ['abs(@"-PT5H")', 'PT5H'],
    ['abs(n: -1)', 1],
    ['modulo(12, 5)', 2],
    ['modulo(-12, 5)', 3],
    ['modulo(12, -5)', -3],
    ['modulo(10.1, 4.5)', 1.1],
    ['modulo(1, 0)', null],
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
    ['log(1)', 0],
    ['log(0)', null],
    ['round half up(exp(2), 10)', 7.3890560989],
    ['odd(5)', true],
    ['odd(2.5)', false],
    ['even(-2)', true],
    ['even("2")', null],
    ['abs()', null],
    ['abs(1, 2)', null],
    ['abs(number: 1)', null],
  ]);

  test('a wrong argument is named', () => {
    expect(codesOf('even("2")')).toEqual(['wrongArguments']);
    expect(evaluated('abs([-1])')).toBe(1);
  });
});
