import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect, sqliteFile } from '../platform/db/connect.js';
import { lastMigrationOf, migrationNames } from '../platform/db/migrate.js';
import { DomainError } from '../platform/errors.js';
import { backupFolder, type Installation, stampOf } from './layout.js';
import { type RestoreOptions, restoreBackup } from './restoreBackup.js';
import { writeBackup } from './writeBackup.js';

/** Whether the database has tickets and was last used by an older version. */
export async function isOutdated(databaseUrl: string): Promise<boolean> {
  const file = sqliteFile(databaseUrl);
  if (file !== null && !existsSync(file)) return false;
  const db = connect(databaseUrl);
  try {
    const last = await lastMigrationOf(db);
    if (last === null || last === migrationNames.at(-1) || !migrationNames.includes(last)) return false;
    return (await db.schema.hasTable('tickets')) && Boolean(await db('tickets').first('id'));
  } finally {
    await db.destroy();
  }
}

/**
 * Upgrades the database: backs it up, migrates a copy, proves the copy, then puts it into the place of the old one, which is kept. The
 * caller holds the lock of the database.
 * @returns the folder of the backup and what was proven
 * @throws what `restoreBackup` throws, with the old database as it was
 */
export async function upgrade(installation: Installation, now: Date, options: RestoreOptions = {}) {
  const stamp = stampOf(now);
  const backup = join(installation.dataDirectory, backupFolder, `upgrade-${stamp}`);
  await writeBackup(installation, backup, now);
  const restored = await restoreBackup(installation, backup, now, { ...options, databaseOnly: true });
  return { ...restored, backup };
}

/** Only an empty database can be moved into. */
export class TargetNotEmpty extends DomainError {
  constructor() {
    super('目标数据库里已经有数据，只能迁移到空的数据库。');
  }
}

/**
 * Moves the database to another one, of the same or of the other kind, with the same proof; files stay where they are and so does the old
 * database. The caller holds the lock of the old one.
 * @throws {TargetNotEmpty} and what `restoreBackup` throws
 */
export async function moveDatabase(
  installation: Installation,
  target: string,
  now: Date,
  options: RestoreOptions = {},
) {
  const db = connect(target);
  const last = await lastMigrationOf(db).finally(() => db.destroy());
  if (last !== null) throw new TargetNotEmpty();
  const backup = join(installation.dataDirectory, backupFolder, `move-${stampOf(now)}`);
  await writeBackup(installation, backup, now);
  const moved = { ...installation, databaseUrl: target };
  return { ...(await restoreBackup(moved, backup, now, { ...options, databaseOnly: true })), backup };
}
