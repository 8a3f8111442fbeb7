import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { loadSigningKey } from '../modules/audit/index.js';
import { connect, hasRowLocks } from '../platform/db/connect.js';
import { selectLastIds, selectTables } from '../platform/db/copy/tables.js';
import { lastMigrationOf } from '../platform/db/migrate.js';
import { DomainError } from '../platform/errors.js';
import { copyFile, listFiles } from './files.js';
import { type Installation, inBackup, isKept, keyFiles } from './layout.js';
import { type BackupFile, type Manifest, writeManifest } from './manifest.js';
import { writeTable } from './tableFiles.js';

class NothingToBackUp extends DomainError {
  constructor() {
    super('数据库里还没有数据，没有什么可以备份。');
  }
}

/**
 * Writes database, files and keys into a new folder, while the application runs: the database as it was at one moment, then the files,
 * which are never changed once they are written. The folder gets its name when all of it is on the disk.
 * @throws {NothingToBackUp} {Error} when the folder is there already or the disk is full; then nothing is left
 */
export async function writeBackup(installation: Installation, folder: string, now: Date): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`文件夹 ${folder} 已经存在`);
  const signingKey = loadSigningKey(installation.auditKeyFile);
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, inBackup.tables), { recursive: true, mode: 0o700 });
  const db = connect(installation.databaseUrl);
  try {
    const content = await db.transaction((tx) => writeTables(tx, partial), snapshot(db));
    const files = [...content.files, ...(await copyFiles(installation, partial))];
    const { tables, lastIds, lastMigration } = content;
    const database = hasRowLocks(db) ? 'postgres' : 'sqlite';
    const body = { takenAt: now.toISOString(), database, lastMigration, tables, lastIds, files } as const;
    const manifest = writeManifest(partial, body, signingKey);
    await rename(partial, folder);
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await db.destroy();
  }
}

/** All queries see the same moment; SQLite's transactions do so by themselves. */
const snapshot = (db: Knex): Knex.TransactionConfig =>
  hasRowLocks(db) ? { isolationLevel: 'repeatable read', readOnly: true } : {};

async function writeTables(tx: Knex.Transaction, folder: string) {
  const lastMigration = await lastMigrationOf(tx);
  if (!lastMigration) throw new NothingToBackUp();
  const tables: Manifest['tables'] = [];
  const files: BackupFile[] = [];
  for (const table of await selectTables(tx)) {
    const { file, rows } = await writeTable(tx, table, folder);
    tables.push({ name: table.name, rows });
    files.push(file);
  }
  return { tables, files, lastMigration, lastIds: await selectLastIds(tx) };
}

async function copyFiles(installation: Installation, folder: string): Promise<BackupFile[]> {
  const { dataDirectory } = installation;
  const files: BackupFile[] = [];
  for (const { path, file } of keyFiles(installation))
    if (existsSync(file)) files.push(await copyFile(file, join(folder, path), path));
  for (const path of await listFiles(dataDirectory, (entry) => isKept(installation, entry))) {
    const target = `${inBackup.data}/${path}`;
    const copied = await copyFile(join(dataDirectory, path), join(folder, target), target).catch(
      nullWhenGone,
    );
    if (copied) files.push(copied);
  }
  return files;
}

/** Uploads that nobody submitted, and old exports, are removed while the application runs. */
function nullWhenGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' && error.syscall === 'open') return null;
  throw error;
}
