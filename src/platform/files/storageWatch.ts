import { statfs } from 'node:fs/promises';
import type { Knex } from 'knex';
import { isOutOfSpace } from '../db/databaseTrouble.js';

/** Knows whether there is room to write. */
export interface StorageWatch {
  hasRoom(): Promise<boolean>;
}

/** Less than this is none: an upload alone may take 20 MB. */
const leastBytes = 32 * 1024 * 1024;
const writes = new Set(['insert', 'update', 'del']);

/** Watches the disk of the data folder, and the writes of the database, whose disk or limit may be another. */
export function watchStorage(folder: string, db: Knex): StorageWatch {
  let databaseIsFull = false;
  db.on('query-error', (error: unknown) => {
    databaseIsFull ||= isOutOfSpace(error);
  });
  db.on('query-response', (_response: unknown, { method }: { method?: string }) => {
    if (databaseIsFull && writes.has(method ?? '')) databaseIsFull = false;
  });
  return {
    async hasRoom() {
      const { bavail, bsize } = await statfs(folder);
      return !databaseIsFull && bavail * bsize >= leastBytes;
    },
  };
}
