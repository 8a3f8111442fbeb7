import { expect, test } from 'vitest';
import { holdsStorable, storableText, storableValue } from '../../src/platform/storableText.js';

test('U+0000 and halves of surrogate pairs become U+FFFD; everything else stays', () => {
  expect(storableText('a\0b')).toBe('a\ufffdb');
  expect(storableText('\ud83d\ude00 \ud83d \ude00')).toBe('\ud83d\ude00 \ufffd \ufffd');
  expect(storableText('水泵\u0007\u202e\uffff')).toBe('水泵\u0007\u202e\uffff');
});

test('they are found in every name and value, however deep', () => {
  expect(holdsStorable({ a: ['x', { 'b\ud800': 1 }] })).toBe(false);
  expect(holdsStorable({ a: ['x', { b: '\0' }] })).toBe(false);
  expect(holdsStorable({ a: ['x', { b: null, c: 1, d: true }] })).toBe(true);
  expect(storableValue({ 'a\0': ['\0', 1, null] })).toEqual({ 'a\ufffd': ['\ufffd', 1, null] });
});
