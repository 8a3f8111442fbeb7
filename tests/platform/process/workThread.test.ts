import { afterEach, expect, test } from 'vitest';
import { WorkStopped } from '../../../src/platform/process/startThread.js';
import {
  createWorkThread,
  TooMuchWaiting,
  type WorkThread,
} from '../../../src/platform/process/workThread.js';

let thread: WorkThread<string>;

function start(milliseconds: number, maxWaiting = 10): void {
  const program = { importer: import.meta.url, program: 'obedientProgram' };
  thread = createWorkThread(program, { megabytes: 64, milliseconds, maxWaiting });
}
afterEach(() => thread.close());

test('one thread answers all questions; what fails costs one thread', async () => {
  start(30_000);
  expect(await Promise.all(['count', 'count', 'count'].map((one) => thread.ask(one)))).toEqual([1, 2, 3]);
  await expect(thread.ask('fail')).rejects.toThrow(/^told to fail$/);
  expect(await thread.ask('count')).toBe(1);
});

test('a question that never ends is ended, and those behind it are answered', async () => {
  start(300);
  const [endless, next] = await Promise.allSettled([thread.ask('turn'), thread.ask('count')]);
  expect(endless).toMatchObject({ status: 'rejected', reason: expect.any(WorkStopped) });
  expect(next).toEqual({ status: 'fulfilled', value: 1 });
});

test('one that takes all memory is ended without harm to this process', async () => {
  start(60_000);
  await expect(thread.ask('grow')).rejects.toThrow(new WorkStopped('memory'));
  expect(await thread.ask('count')).toBe(1);
});

test('more than may wait are refused at once', async () => {
  start(300, 2);
  const asked = [thread.ask('turn'), thread.ask('turn'), thread.ask('count')];
  const reasons = (await Promise.allSettled(asked)).map((one) => one.status === 'rejected' && one.reason);
  expect(reasons[2]).toBeInstanceOf(TooMuchWaiting);
});
