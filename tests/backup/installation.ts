import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import knex from 'knex';
import { inject } from 'vitest';
import type { Installation } from '../../src/backup/layout.js';
import { moveDatabase, upgrade } from '../../src/backup/upgrade.js';
import { sealCheckpoint } from '../../src/modules/audit/commands/sealCheckpoint.js';
import { openSeal } from '../../src/modules/audit/steps/seal.js';
import { writeCheckpointFile } from '../../src/modules/audit/store/checkpointFiles.js';
import { createDefinitionCache } from '../../src/modules/processes/steps/definitionCache.js';
import { systemActor } from '../../src/platform/actor.js';
import { connect } from '../../src/platform/db/connect.js';
import { readTable } from '../../src/platform/db/copy/readTable.js';
import { selectLastIds, selectTables } from '../../src/platform/db/copy/tables.js';
import { runCommand } from '../../src/platform/runCommand.js';
import { createSecretBox } from '../../src/platform/secretBox.js';
import { testSecretKey } from '../support/run/testSecretKey.js';

const before = join(import.meta.dirname, '../app/before');

/**
 * An installation of an older version on SQLite, with six tickets under way and attachments. Its checkpoint is sealed with a key whose
 * private half is not kept, so it goes and `presentInstallation` seals anew.
 */
export async function oldInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-backup-'));
  cpSync(join(before, 'attachments'), join(folder, 'attachments'), { recursive: true });
  // A key that lies elsewhere belongs to the backup all the same.
  const secretsKeyFile = join(mkdtempSync(`${folder}-keys-`), 'secrets-key');
  writeFileSync(secretsKeyFile, 'the key of old');
  const file = join(folder, 'serviceflow.db');
  writeFileSync(file, gunzipSync(readFileSync(join(before, 'database.db.gz'))));
  const db = connect(`sqlite:${file}`);
  for (const table of ['checkpointHeads', 'checkpoints']) await db(table).delete();
  await db.destroy();
  return {
    databaseUrl: `sqlite:${file}`,
    dataDirectory: folder,
    auditKeyFile: join(folder, 'audit-key.pem'),
    secretsKeyFile,
    timeZone: 'Asia/Shanghai',
  };
}

/** The same in the present version, on the kind of database that the project tests. */
export async function presentInstallation(now: Date): Promise<Installation> {
  const old = await oldInstallation();
  await upgrade(old, now);
  await seal(old, now);
  const source = inject('databaseSource');
  if (source.kind === 'sqlite') return old;
  const databaseUrl = await createPostgres(source.serverUrl);
  await moveDatabase(old, databaseUrl, now);
  return { ...old, databaseUrl };
}

async function seal({ databaseUrl, dataDirectory, auditKeyFile }: Installation, now: Date): Promise<void> {
  const db = connect(databaseUrl);
  const runtime = {
    db,
    clock: { now: () => now },
    definitions: createDefinitionCache(),
    settings: { baseUrl: '', timeZone: 'Asia/Shanghai' },
    secrets: createSecretBox([testSecretKey]),
    wakeWorker: () => undefined,
    onFailure: async () => undefined,
  };
  const { privateKey, folder } = openSeal({ keyFile: auditKeyFile, dataDirectory, mailTo: null });
  const sealed = await runCommand(runtime, systemActor, sealCheckpoint, { privateKey, mailTo: null });
  await writeCheckpointFile(folder, sealed);
  await db.destroy();
}

async function createPostgres(serverUrl: string): Promise<string> {
  const name = `backup_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await administer(serverUrl, `create database ${name}`);
  return serverUrl + name;
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const admin = knex({ client: 'pg', connection: `${serverUrl}postgres`, pool: { min: 0, max: 1 } });
  await admin.raw(statement).finally(() => admin.destroy());
}

export async function removeInstallation({
  dataDirectory,
  databaseUrl,
  secretsKeyFile,
}: Installation): Promise<void> {
  for (const folder of [dataDirectory, dirname(secretsKeyFile)]) rmSync(folder, { recursive: true });
  const source = inject('databaseSource');
  if (source.kind === 'postgres' && databaseUrl.startsWith(source.serverUrl))
    await administer(source.serverUrl, `drop database ${databaseUrl.slice(source.serverUrl.length)}`);
}

/** Everything that a database holds, in an order that does not depend on how it is stored. */
export async function contentOf(databaseUrl: string): Promise<Record<string, unknown>> {
  const db = connect(databaseUrl);
  try {
    return await db.transaction(async (tx) => {
      const content: Record<string, unknown> = { lastIds: await selectLastIds(tx) };
      for (const table of await selectTables(tx)) {
        const rows: string[] = [];
        for await (const portion of readTable(tx, table))
          rows.push(...portion.map((row) => JSON.stringify(row)));
        content[table.name] = rows.sort();
      }
      return content;
    });
  } finally {
    await db.destroy();
  }
}
