import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { connect, sqliteFile } from '../platform/db/connect.js';
import { fillTables } from '../platform/db/copy/fillTables.js';
import { migrate, migrationNames } from '../platform/db/migrate.js';
import { DomainError } from '../platform/errors.js';
import { stagedPath } from './layout.js';
import { type Manifest, UnusableBackup } from './manifest.js';
import { readTables } from './tableFiles.js';

/** Where the prepared database is until it replaces the present one. */
export interface StagedDatabase {
  db: Knex;
  /** Files of SQLite, by their final place; none on PostgreSQL. */
  files: string[];
  /** Schemas of PostgreSQL: the prepared one and that which it replaces; null on SQLite. */
  schemas: { staged: string; current: string } | null;
}

/** Other programs would go on writing into what is replaced. */
export class DatabaseInUseByOthers extends DomainError {
  constructor(readonly programs: string[]) {
    super(`还有其他程序连着数据库（${programs.join('、')}），请先停止它们再恢复。`);
  }
}

/** Name of the schema in which a database is prepared. */
const stagingSchema = 'serviceflow_restoring';

/**
 * Fills a database beside the present one: first the schema that the backup had, then its rows, then the migrations that are newer
 * than the backup.
 * @throws {UnusableBackup} when it is of a newer version, or its rows do not fit {DatabaseInUseByOthers}
 */
export async function stageDatabase(
  databaseUrl: string,
  folder: string,
  manifest: Manifest,
): Promise<StagedDatabase> {
  if (!migrationNames.includes(manifest.lastMigration))
    throw new UnusableBackup('它来自更新的版本，请用那个版本的 ServiceFlow 恢复');
  const staged = await openStaged(databaseUrl);
  try {
    await migrate(staged.db, manifest.lastMigration);
    await fillTables(staged.db, readTables(folder, manifest), manifest.lastIds);
    await migrate(staged.db);
    return staged;
  } catch (error) {
    await staged.db.destroy();
    throw error instanceof DomainError
      ? error
      : new UnusableBackup(`${error instanceof Error ? error.message : error}`);
  }
}

async function openStaged(databaseUrl: string): Promise<StagedDatabase> {
  const file = sqliteFile(databaseUrl);
  if (file === null) return openStagedSchema(databaseUrl);
  const staged = stagedPath(file);
  await mkdir(dirname(staged), { recursive: true, mode: 0o700 });
  for (const suffix of ['', '-wal', '-shm']) await rm(staged + suffix, { force: true });
  return { db: connect(`sqlite:${staged}`), files: [file, `${file}-wal`, `${file}-shm`], schemas: null };
}

async function openStagedSchema(databaseUrl: string): Promise<StagedDatabase> {
  await refuseOthers(databaseUrl);
  const current = await withConnection(databaseUrl, async (db) => {
    const { rows } = await db.raw('select current_schema() as name');
    await db.raw('drop schema if exists ?? cascade', [stagingSchema]);
    await db.raw('create schema ??', [stagingSchema]);
    return rows[0].name;
  });
  return { db: connect(databaseUrl, stagingSchema), files: [], schemas: { staged: stagingSchema, current } };
}

/** Removes what was prepared on PostgreSQL; on SQLite it is a file of the staging folder. */
export async function dropStaged(databaseUrl: string, { schemas }: StagedDatabase): Promise<void> {
  if (schemas)
    await withConnection(databaseUrl, (db) => db.raw('drop schema if exists ?? cascade', [schemas.staged]));
}

/**
 * Other nodes would go on writing into what is replaced. SQLite has one application, which holds the lock.
 * @throws {DatabaseInUseByOthers}
 */
export async function refuseOthers(databaseUrl: string): Promise<void> {
  if (sqliteFile(databaseUrl) !== null) return;
  const { rows } = await withConnection(databaseUrl, (db) =>
    db.raw(
      `select coalesce(nullif(application_name, ''), client_addr::text, 'PID ' || pid) as name from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    ),
  );
  if (rows.length > 0) throw new DatabaseInUseByOthers(rows.map(({ name }: { name: string }) => name));
}

async function withConnection<Result>(
  databaseUrl: string,
  work: (db: Knex) => PromiseLike<Result>,
): Promise<Result> {
  const db = connect(databaseUrl);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
