import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Called between two batches of rows: lets the compression run, and waits for a slow target until it is
 * ready or closed. @throws what the target fails with
 */
export async function waitForTarget(target: Writable): Promise<void> {
  await nextTurn();
  if (!target.writableNeedDrain) return;
  const over = new AbortController();
  try {
    const { signal } = over;
    await Promise.race([once(target, 'drain', { signal }), once(target, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
