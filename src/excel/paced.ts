import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows that are written without a break: a millisecond or two. */
const slice = 20;
/** A turn in which the process did something for others takes longer than this. */
const quietMilliseconds = 0.5;
/** Also when it never gets quiet the rows go on. */
const mostMilliseconds = 100;

/**
 * The rows in slices, between which a target that falls behind is waited for and everybody else's work comes first. Ends
 * when the target is closed. @throws what the target fails with
 */
export async function* paced<Row>(
  portions: AsyncIterable<Row[]> | Iterable<Row[]>,
  target: Writable,
): AsyncGenerator<Row[]> {
  for await (const rows of portions) {
    for (let start = 0; start < rows.length; start += slice) {
      if (target.destroyed) return;
      yield rows.slice(start, start + slice);
      if (target.writableNeedDrain) await drained(target);
      await othersFirst();
    }
  }
}

/** Stands back until nobody else has work for the process: a click takes several turns, and is not to wait in each. */
async function othersFirst(): Promise<void> {
  const begin = performance.now();
  for (let before = begin; ; ) {
    await nextTurn();
    const now = performance.now();
    if (now - before < quietMilliseconds || now - begin > mostMilliseconds) return;
    before = now;
  }
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
