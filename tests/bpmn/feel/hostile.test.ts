import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compile, FeelLimit, FeelSyntaxError, fromFeel } from '../../../src/bpmn/feel/index.js';
import { processorTimeOf } from '../../support/processorTime.js';
import { hostileTexts } from './hostileTexts.js';

/** What each may take is 100 ms and 50 MB; a busy machine has four times as long and twice as much. */
const maxMilliseconds = 400;
const maxBytes = 100_000_000;

/** What counts must stop each: a clock would stop them on a slow machine only. */
const withoutClock = { limits: { time: Number.POSITIVE_INFINITY } };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Its value, its limit or that it is no expression; anything else is thrown on. */
function outcome(text: string): string {
  try {
    const { value, problems } = compile(text, withoutClock).evaluate({}, { zone: 'Asia/Shanghai' });
    return JSON.stringify([fromFeel(value), problems.map(({ code }) => code)]);
  } catch (error) {
    if (error instanceof FeelLimit) return `limit ${error.limit}`;
    if (error instanceof FeelSyntaxError) return 'no expression';
    throw error;
  }
}

function measured(text: string): { result: string; time: number; bytes: number } {
  const heap = process.memoryUsage().heapUsed;
  let result = '';
  const time = processorTimeOf(() => {
    result = outcome(text);
  });
  return { result, time, bytes: process.memoryUsage().heapUsed - heap };
}

test(`${hostileTexts.length} hostile texts are answered, or refused by a named limit, in little time and memory`, () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(200);
  const tooMuch: string[] = [];
  const limits = new Set<string>();
  for (const text of hostileTexts) {
    let seen = measured(text);
    // The first may pay for what the engine has to compile, and for what others left behind.
    if (seen.time > maxMilliseconds || seen.bytes > maxBytes) {
      collectGarbage();
      seen = measured(text);
    }
    const { result, time, bytes } = seen;
    if (time > maxMilliseconds || bytes > maxBytes) {
      tooMuch.push(
        `${text.slice(0, 80)} (${text.length}): ${time.toFixed(0)} ms, ${bytes} bytes, ${result.slice(0, 40)}`,
      );
    }
    if (result.startsWith('limit')) limits.add(result);
  }
  expect(tooMuch).toEqual([]);
  expect([...limits].sort()).toEqual([
    'limit depth',
    'limit expressionSize',
    'limit listSize',
    'limit steps',
    'limit textSize',
  ]);
});

test('a limit does not depend on what else was evaluated', () => {
  const text = 'count(for x in 1..3000, y in 1..3000 return x)';
  expect([1, 2, 3].map(() => outcome(text))).toEqual(Array(3).fill('limit listSize'));
});
