import { expect, test } from 'vitest';
import { callCircle } from '../../../../src/modules/processes/model/callCircle.js';

const calls = (pairs: Record<string, string[]>) => new Map(Object.entries(pairs));

test('names the shortest way back, through as many processes as it takes', () => {
  expect(callCircle('a', calls({ a: ['b'], b: ['a'] }))).toEqual(['a', 'b', 'a']);
  const two = calls({ a: ['b', 'c'], b: ['d'], d: ['e'], e: ['a'], c: ['x', 'e'] });
  expect(callCircle('a', two)).toEqual(['a', 'c', 'e', 'a']);
});

test('finds none where calls only meet, or turn in a circle elsewhere', () => {
  expect(callCircle('a', calls({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
  expect(callCircle('a', calls({ a: ['b'], b: ['c'], c: ['b'] }))).toBeNull();
  expect(callCircle('a', calls({}))).toBeNull();
});
