import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as othersFirst } from 'node:timers/promises';

/**
 * Between two portions of rows: a target that falls behind is waited for, and whatever else the process has to do comes
 * first. @throws what the target fails with
 */
export async function pace(target: Writable): Promise<void> {
  if (target.writableNeedDrain) await drained(target);
  await othersFirst();
}

/** Also over when the target is closed. */
async function drained(target: Writable): Promise<void> {
  const over = new AbortController();
  try {
    const { signal } = over;
    await Promise.race([once(target, 'drain', { signal }), once(target, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
