import { expect, test } from 'vitest';
import { compile, FeelLimit, FeelSyntaxError, fromFeel } from '../../../src/bpmn/feel/index.js';
import { hostileTexts } from './hostileTexts.js';

/**
 * Processor time and garbage that only a missing limit exceeds: without one, any of these texts takes minutes or gigabytes.
 * What they really take is a matter of the machine, and of `npm run bench`.
 */
const maxMilliseconds = 2_000;
const maxBytes = 250_000_000;

/** Its value, its limit or that it is no expression; anything else is thrown on. */
function outcome(text: string): string {
  try {
    const { value, problems } = compile(text).evaluate({}, { zone: 'Asia/Shanghai' });
    return JSON.stringify([fromFeel(value), problems.map(({ code }) => code)]);
  } catch (error) {
    if (error instanceof FeelLimit) return `limit ${error.limit}`;
    if (error instanceof FeelSyntaxError) return 'no expression';
    throw error;
  }
}

function measured(text: string): { result: string; time: number } {
  const before = process.cpuUsage();
  const result = outcome(text);
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1000 };
}

test(`${hostileTexts.length} hostile texts are answered, or refused by a named limit, in little time and memory`, () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(200);
  const tooMuch: string[] = [];
  const limits = new Set<string>();
  for (const text of hostileTexts) {
    const heap = process.memoryUsage().heapUsed;
    const first = measured(text);
    // Of two times the better one counts: the first pays for what the engine has to compile.
    const time = Math.min(first.time, measured(text).time);
    const { result } = first;
    const bytes = (process.memoryUsage().heapUsed - heap) / 2;
    if (time > maxMilliseconds || bytes > maxBytes) {
      tooMuch.push(
        `${text.slice(0, 80)} (${text.length}): ${time.toFixed(0)} ms, ${bytes} bytes, ${result.slice(0, 40)}`,
      );
    }
    if (result.startsWith('limit')) limits.add(result);
  }
  expect(tooMuch).toEqual([]);
  expect([...limits].sort()).toEqual(
    expect.arrayContaining([
      'limit depth',
      'limit expressionSize',
      'limit listSize',
      'limit steps',
      'limit textSize',
    ]),
  );
});

test('a limit does not depend on what else was evaluated', () => {
  const text = 'count(for x in 1..3000, y in 1..3000 return x)';
  expect([1, 2, 3].map(() => outcome(text))).toEqual(Array(3).fill('limit listSize'));
});
