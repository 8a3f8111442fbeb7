import Database from 'better-sqlite3';
import type { Knex } from 'knex';
import { DomainError } from '../errors.js';
import { hasRowLocks, sqliteFile } from './connect.js';
import { isLocked } from './databaseTrouble.js';

/** Another application serves from the same SQLite file. */
export class DatabaseInUse extends DomainError {
  constructor(readonly file: string) {
    super(
      `另一个 ServiceFlow 正在使用数据库 ${file}，不能再启动一个。请先停止它；需要几个节点时请改用 PostgreSQL（DATABASE_URL）。`,
    );
  }
}

/**
 * Takes a SQLite file for this process alone, until `release` or until the process is gone, however it ends: the lock is SQLite's own,
 * on a file beside. PostgreSQL serves several applications and needs none.
 * @throws {DatabaseInUse}
 */
export function lockDatabase(databaseUrl: string): { release(): void } {
  const file = sqliteFile(databaseUrl);
  if (file === null) return { release: () => undefined };
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw isLocked(error) ? new DatabaseInUse(file) : error;
  }
  return { release: () => lock.close() };
}

/** Any number that no other program of the installation uses. */
const startLock = 7_316_409;

/** Does what a first start does in one process after the other, so that two nodes on an empty PostgreSQL don't do it at once. */
export async function oneStartAtATime(db: Knex, work: () => Promise<void>): Promise<void> {
  if (!hasRowLocks(db)) return work();
  await db.transaction(async (tx) => {
    await tx.raw('select pg_advisory_xact_lock(?)', [startLock]);
    await work();
  });
}
