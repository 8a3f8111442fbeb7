import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { inject } from 'vitest';
import { connect } from '../../../src/platform/db/connect.js';
import type { Templates } from '../run/provided.js';
import { trackResource } from '../run/resources.js';

export interface TestDatabase {
  db: Knex;
  /** What DATABASE_URL would be, for a second connection or another process. */
  url: string;
  /** Closes `db` and removes the database. @throws {Error} when a connection is still in use */
  destroy(): Promise<void>;
}

/**
 * A migrated database of the current project's kind for one test file: with the demo company and the repository's processes
 * and forms, or empty.
 */
export function createTestDatabase(content: keyof Templates = 'department'): Promise<TestDatabase> {
  return copyTemplate(inject('databaseSource').templates[content]);
}

/** A copy of a test database to which nobody is connected any more (`await original.db.destroy()`). */
export function copyTestDatabase(original: TestDatabase): Promise<TestDatabase> {
  const source = inject('databaseSource');
  const prefix = source.kind === 'sqlite' ? 'sqlite:' : source.serverUrl;
  return copyTemplate(original.url.slice(prefix.length));
}

async function copyTemplate(template: string): Promise<TestDatabase> {
  const source = inject('databaseSource');
  const { url, remove } =
    source.kind === 'sqlite'
      ? copySqlite(source.folder, template)
      : await copyPostgres(source.serverUrl, template);
  const db = connect(url);
  // As with PostgreSQL in tests, no commit waits for the disk; processes that are killed open the file as the product does.
  if (source.kind === 'sqlite') await db.raw('pragma synchronous = off');
  const release = trackResource(`database ${url}`);
  return {
    db,
    url,
    async destroy() {
      const inUse = db.client.pool?.numUsed() ?? 0;
      await db.destroy();
      await remove();
      release();
      if (inUse > 0) throw new Error(`${inUse} database connections were still in use at the end`);
    },
  };
}

function uniqueName(): string {
  return `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
}

function copySqlite(folder: string, templateFile: string) {
  const file = join(folder, `${uniqueName()}.db`);
  copyFileSync(templateFile, file);
  const remove = async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  };
  return { url: `sqlite:${file}`, remove };
}

async function copyPostgres(serverUrl: string, templateName: string) {
  const name = uniqueName();
  await administer(serverUrl, (admin) => admin.raw('create database ?? template ??', [name, templateName]));
  const remove = () => administer(serverUrl, (admin) => dropDatabase(admin, name));
  return { url: serverUrl + name, remove };
}

/** Drops the database even when somebody is still connected to it, but then fails: that is a leak. */
async function dropDatabase(admin: Knex, name: string): Promise<void> {
  const clients = { datname: name, backend_type: 'client backend' };
  const leaked = await admin('pg_stat_activity').where(clients).select('application_name', 'query');
  await admin.raw('drop database ?? with (force)', [name]);
  if (leaked.length > 0) throw new Error(`connections left open: ${JSON.stringify(leaked)}`);
}

async function administer(serverUrl: string, work: (admin: Knex) => PromiseLike<unknown>): Promise<void> {
  const admin = knex({ client: 'pg', connection: `${serverUrl}postgres`, pool: { min: 0, max: 1 } });
  try {
    await work(admin);
  } finally {
    await admin.destroy();
  }
}
