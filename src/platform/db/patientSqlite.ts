import { setTimeout as pause } from 'node:timers/promises';
import SqliteClient from 'knex/lib/dialects/better-sqlite3/index.js';
import { isLocked } from './databaseTrouble.js';

/** How long a write waits for a lock of another program. */
const patienceMs = 5000;
const firstPauseMs = 10;
const longestPauseMs = 200;

/**
 * Does work that may meet a lock of another program again until it is free, with waits between in which it holds nothing: SQLite
 * itself waits in the middle of the event loop, and in a transaction it would hold the one connection on which everybody reads.
 * @throws what the work throws; the lock, when it lasts longer than five seconds
 */
export async function untilUnlocked<Result>(work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || performance.now() + pauseMs > end) throw error;
      await pause(pauseMs);
    }
  }
}

/** SQLite whose single statements wait for locks between their tries; transactions are tried again as a whole (`runCommand`). */
export class PatientSqlite extends SqliteClient {
  override runner(builder: unknown) {
    const runner = super.runner(builder);
    if (this.transacting) return runner;
    const run = runner.run.bind(runner);
    const tryAgain = () => {
      runner.connection = undefined;
      return run();
    };
    return Object.assign(runner, { run: () => untilUnlocked(tryAgain) });
  }
}
