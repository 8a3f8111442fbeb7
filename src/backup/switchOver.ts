import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Knex } from 'knex';
import { connect } from '../platform/db/connect.js';
import { type Installation, keptPath, stagedPath, stagingFolder, switchRecord } from './layout.js';

/** What is to be put into place. It is written down before the first rename, so that a crash in between is made good by the next start. */
export interface Switch {
  /** Begins the names of what keeps the replaced content. */
  stamp: string;
  /** Files and folders by their final place, and whether something is prepared for it; what is not only goes away. */
  entries: { current: string; isStaged: boolean }[];
  schemas: { staged: string; current: string } | null;
}

/** Puts what is prepared into place and keeps what was there. */
export async function switchOver(installation: Installation, plan: Switch): Promise<void> {
  const record = await open(join(installation.dataDirectory, switchRecord), 'w', 0o600);
  await record.writeFile(JSON.stringify(plan));
  await record.sync();
  await record.close();
  await finishSwitch(installation);
}

/** Ends a switch that was begun; without one it does nothing. To be called before the database is opened. */
export async function finishSwitch(installation: Installation): Promise<void> {
  const record = join(installation.dataDirectory, switchRecord);
  if (!existsSync(record)) return;
  const plan: Switch = JSON.parse(readFileSync(record, 'utf8'));
  if (plan.schemas) await switchSchemas(installation.databaseUrl, plan.schemas, plan.stamp);
  for (const { current, isStaged } of plan.entries) await switchEntry(current, isStaged, plan.stamp);
  const staging = new Set(plan.entries.map(({ current }) => join(dirname(current), stagingFolder)));
  for (const folder of staging) await rm(folder, { recursive: true, force: true });
  await rm(record);
}

/** Each of the two renames may have been made already. */
async function switchEntry(current: string, isStaged: boolean, stamp: string): Promise<void> {
  const staged = stagedPath(current);
  const kept = keptPath(current, stamp);
  const isDone = isStaged && !existsSync(staged);
  if (isDone) return;
  if (existsSync(current) && !existsSync(kept)) {
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 });
    await rename(current, kept);
  }
  if (isStaged) await rename(staged, current);
}

async function switchSchemas(
  databaseUrl: string,
  { staged, current }: { staged: string; current: string },
  stamp: string,
): Promise<void> {
  const db = connect(databaseUrl);
  try {
    await db.transaction(async (tx) => {
      if (!(await hasSchema(tx, staged))) return;
      await tx.raw('alter schema ?? rename to ??', [current, `before_${stamp.toLowerCase()}`]);
      await tx.raw('alter schema ?? rename to ??', [staged, current]);
    });
  } finally {
    await db.destroy();
  }
}

async function hasSchema(tx: Knex.Transaction, name: string): Promise<boolean> {
  const { rows } = await tx.raw('select 1 from pg_namespace where nspname = ?', [name]);
  return rows.length > 0;
}
