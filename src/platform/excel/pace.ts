import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Between two portions of rows: lets the packer do its part, and waits for a target that has fallen behind until it is
 * ready or closed. @throws what the target fails with
 */
export async function pace(target: Writable): Promise<void> {
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
