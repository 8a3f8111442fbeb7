import { expect, test } from 'vitest';
import { findCallCycle } from '../../../../src/modules/processes/model/findCallCycle.js';

const calls = (pairs: Record<string, string[]>) => new Map(Object.entries(pairs));

test('finds the shortest cycle, through any number of processes', () => {
  expect(findCallCycle('a', calls({ a: ['b'], b: ['a'] }))).toEqual(['a', 'b', 'a']);
  const two = calls({ a: ['b', 'c'], b: ['d'], d: ['e'], e: ['a'], c: ['x', 'e'] });
  expect(findCallCycle('a', two)).toEqual(['a', 'c', 'e', 'a']);
});

test('finds none where calls only meet, or form a cycle elsewhere', () => {
  expect(findCallCycle('a', calls({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
  expect(findCallCycle('a', calls({ a: ['b'], b: ['c'], c: ['b'] }))).toBeNull();
  expect(findCallCycle('a', calls({}))).toBeNull();
});
