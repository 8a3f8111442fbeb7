import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../src/backup/files.js';
import { type Installation, keptPrefix, stagingFolder } from '../../src/backup/layout.js';
import { UnusableBackup } from '../../src/backup/manifest.js';
import { restoreBackup, UnprovenBackup } from '../../src/backup/restoreBackup.js';
import { DatabaseInUseByOthers } from '../../src/backup/stageDatabase.js';
import { isOutdated, moveDatabase, TargetNotEmpty, upgrade } from '../../src/backup/upgrade.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { connect, hasRowLocks } from '../../src/platform/db/connect.js';
import { lastMigrationOf, migrationNames } from '../../src/platform/db/migrate.js';
import { contentOf, oldInstallation, presentInstallation, removeInstallation } from './installation.js';

const now = new Date('2026-12-01T02:00:00Z');
let installation: Installation;
let backup: string;
let content: Record<string, unknown>;

beforeAll(async () => {
  installation = await presentInstallation(now);
  backup = join(installation.dataDirectory, 'backups', 'one');
  content = await contentOf(installation.databaseUrl);
  await writeBackup(installation, backup, now);
});
afterAll(() => removeInstallation(installation));

/** Runs SQL on the installation's database as another program would. */
async function alter(sql: string): Promise<void> {
  const db = connect(installation.databaseUrl);
  await db.raw(sql).finally(() => db.destroy());
}

const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('a backup', () => {
  test('brings back every row, file and number after all of it was changed', async () => {
    const attachment = join(installation.dataDirectory, 'attachments');
    const [file] = await listFiles(attachment);
    const bytes = readFileSync(join(attachment, file as string));
    await alter('delete from audit_events');
    writeFileSync(join(attachment, file as string), 'another');
    writeFileSync(installation.secretsKeyFile, 'another key');
    writeFileSync(join(installation.dataDirectory, 'later'), 'a file that is newer than the backup');

    const { proof } = await restoreBackup(installation, backup, minutesLater(1));

    expect(proof).toMatchObject({ tickets: 7, faults: [] });
    expect(proof.steps).toBeGreaterThan(30);
    expect(await contentOf(installation.databaseUrl)).toEqual(content);
    expect(readFileSync(join(attachment, file as string))).toEqual(bytes);
    expect(readFileSync(installation.secretsKeyFile, 'utf8')).toBe('the key of old');
    expect(existsSync(join(installation.dataDirectory, 'later'))).toBe(false);
    const kept = join(installation.dataDirectory, `${keptPrefix}20261201T020100Z`);
    expect(readFileSync(join(kept, 'attachments', file as string), 'utf8')).toBe('another');
    expect(existsSync(join(kept, 'later'))).toBe(true);
    expect(existsSync(join(installation.dataDirectory, stagingFolder))).toBe(false);
  });

  test('is refused when one byte of any of its files was changed, and nothing changes', async () => {
    const untouched = await contentOf(installation.databaseUrl);
    const files = await listFiles(backup);
    expect(files.length).toBeGreaterThan(50);
    const chosen = files.filter((_, index) => index % 12 === 0);
    for (const file of [...chosen, 'manifest.json', 'keys/audit-key.pem', 'tables/audit_events.ndjson.gz']) {
      const path = join(backup, file);
      const original = readFileSync(path);
      const changed = Buffer.from(original);
      const at = Math.floor(changed.length / 2);
      changed[at] = (changed[at] as number) ^ 1;
      writeFileSync(path, changed);
      await expect(restoreBackup(installation, backup, minutesLater(2)), file).rejects.toThrow(
        UnusableBackup,
      );
      writeFileSync(path, original);
    }
    expect(await contentOf(installation.databaseUrl)).toEqual(untouched);
    expect(existsSync(join(installation.dataDirectory, `${keptPrefix}20261201T020200Z`))).toBe(false);
  });

  test('of data that were tampered with is refused by its seals, and nothing is left of the try', async () => {
    await alter("update form_submissions set data = replace(data, '电', '水')");
    const present = await contentOf(installation.databaseUrl);
    const tampered = join(installation.dataDirectory, 'backups', 'tampered');
    await writeBackup(installation, tampered, now);

    const refused = restoreBackup(installation, tampered, minutesLater(4));

    await expect(refused).rejects.toThrow(UnprovenBackup);
    await expect(refused).rejects.toThrow(/工单 .*没有改变/);
    expect(await contentOf(installation.databaseUrl)).toEqual(present);
    expect(readdirSync(installation.dataDirectory)).not.toContain(stagingFolder);
    await restoreBackup(installation, backup, minutesLater(6));
  });

  test('holds the database of one moment while others write', async () => {
    const db = connect(installation.databaseUrl);
    let writes = 0;
    let isWriting = true;
    // Both tables get a row in one transaction: a backup of two moments would have them in different numbers.
    const writing = (async () => {
      while (isWriting) {
        await db.transaction(async (tx) => {
          await tx('ticket_sequences').insert({ prefix: 'T', day: String(writes), last: writes });
          await tx('groups').insert({ id: `group-${writes}`, name: 'T' });
        });
        writes += 1;
        // SQLite answers without ever leaving the event loop's turn.
        await pause(1);
      }
    })();
    const folder = join(installation.dataDirectory, 'backups', 'busy');
    while (writes < 5) await pause(5);
    const { tables } = await writeBackup(installation, folder, now);
    isWriting = false;
    await writing;
    await db.destroy();
    const rows = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
    const rowsBefore = (name: string) => (content[name] as unknown[]).length;
    const added = rows('groups') - rowsBefore('groups');
    expect(added).toBeGreaterThanOrEqual(5);
    expect(rows('ticket_sequences') - rowsBefore('ticket_sequences')).toBe(added);
    await restoreBackup(installation, backup, minutesLater(7));
  });

  test('is for its owner alone, and one that was cut off has no name', async () => {
    for (const file of await listFiles(backup)) expect(statSync(join(backup, file)).mode & 0o077).toBe(0);
    await expect(
      writeBackup({ ...installation, auditKeyFile: '/nowhere/key' }, `${backup}-2`, now),
    ).rejects.toThrow();
    expect(readdirSync(join(backup, '..')).filter((name) => name.startsWith('one'))).toEqual(['one']);
  });
});

describe('an upgrade', () => {
  test('proves a copy before it takes the place of the old database, which is kept', async () => {
    const old = await oldInstallation();
    expect(await isOutdated(old.databaseUrl)).toBe(true);
    const { proof, stamp } = await upgrade(old, now);
    expect(proof).toMatchObject({ tickets: 7, faults: [] });
    expect(await isOutdated(old.databaseUrl)).toBe(false);
    const kept = connect(`sqlite:${join(old.dataDirectory, `${keptPrefix}${stamp}`, 'serviceflow.db')}`);
    expect(await lastMigrationOf(kept).finally(() => kept.destroy())).not.toBe(migrationNames.at(-1));
    await removeInstallation(old);
  });

  test('stops with the old database as it was when the copy does not verify, unless somebody accepts that', async () => {
    const old = await oldInstallation();
    const db = connect(old.databaseUrl);
    await db.raw("update audit_events set actor_name = '别人' where seq = 2").finally(() => db.destroy());
    const untouched = await contentOf(old.databaseUrl);
    await expect(upgrade(old, now)).rejects.toThrow(UnprovenBackup);
    expect(await isOutdated(old.databaseUrl)).toBe(true);
    expect(await contentOf(old.databaseUrl)).toEqual(untouched);
    const { proof } = await upgrade(old, minutesLater(1), { acceptFaults: true });
    expect(proof.faults).not.toEqual([]);
    expect(await isOutdated(old.databaseUrl)).toBe(false);
    await removeInstallation(old);
  });
});

describe('moving to another database', () => {
  test('carries every row to the other kind and back', async () => {
    const target = {
      ...installation,
      databaseUrl: `sqlite:${join(installation.dataDirectory, 'moved', 'new.db')}`,
    };
    await moveDatabase(installation, target.databaseUrl, minutesLater(8));
    expect(await contentOf(target.databaseUrl)).toEqual(content);
    await expect(moveDatabase(installation, target.databaseUrl, minutesLater(9))).rejects.toThrow(
      TargetNotEmpty,
    );
  });

  test('waits until nobody else is connected to PostgreSQL', async () => {
    const other = connect(installation.databaseUrl);
    if (hasRowLocks(other)) {
      await other.raw('select 1');
      await expect(restoreBackup(installation, backup, minutesLater(10))).rejects.toThrow(
        DatabaseInUseByOthers,
      );
    }
    await other.destroy();
  });
});
