import { expect, test } from 'vitest';
import { safeCell } from '../../../src/platform/excel/safeCell.js';

test.each(['=1+1', '@SUM(A1)', '-2+3+cmd|x', '+cmd', ' =1', '\t=1'])(
  '%j is no formula to anybody',
  (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  },
);

test.each(['+86 531 8890-1234', '-12.5', '设备=E03', 'a@b.cn', ''])('%j stays as it is', (text) => {
  expect(safeCell(text)).toBe(text);
});

test('characters that XML does not allow are left out, and numbers pass', () => {
  expect(safeCell('a\u0000b\u001bc\ud800d\r\ne')).toBe('abcd\ne');
  expect(safeCell(7)).toBe(7);
  expect(safeCell('长'.repeat(40_000))).toHaveLength(32_766);
});
