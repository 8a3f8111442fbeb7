import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../platform/errors.js';
import { checkFile, copyFile } from './files.js';
import {
  type Installation,
  inBackup,
  isKept,
  keyFiles,
  stagedPath,
  stagingFolder,
  stampOf,
  switchRecord,
} from './layout.js';
import { type Manifest, readManifest } from './manifest.js';
import { type Proof, proveDatabase } from './proveDatabase.js';
import { dropStaged, refuseOthers, type StagedDatabase, stageDatabase } from './stageDatabase.js';
import { finishSwitch, type Switch, switchOver } from './switchOver.js';

export interface RestoreOptions {
  /** Whether files and keys stay as they are and only the database is replaced, as for an upgrade. */
  databaseOnly?: boolean;
  /** Goes on although the proof names faults: the person has read them. */
  acceptFaults?: boolean;
  onProgress?: (label: string, done: number, all: number) => void;
}

/** The restored data are not what was once recorded. */
export class UnprovenBackup extends DomainError {
  constructor(readonly faults: string[]) {
    super(
      `数据没有通过核对，共 ${faults.length} 处不符（${faults.slice(0, 3).join('；')}）。什么也没有改变。确认可以接受时，请加上 --accept-faults 再运行。`,
    );
  }
}

/**
 * Restores a backup: checks each of its bytes, builds the installation beside the present one, proves it by its seals and by running all
 * recorded commands again, and only then puts it into place; what was there is kept beside. The caller holds the lock of the database.
 * @throws {UnusableBackup} {UnprovenBackup} {DatabaseInUseByOthers} with everything as it was
 */
export async function restoreBackup(
  installation: Installation,
  folder: string,
  now: Date,
  options: RestoreOptions = {},
): Promise<{ manifest: Manifest; proof: Proof; stamp: string }> {
  await finishSwitch(installation);
  const manifest = readManifest(folder, join(folder, inBackup.auditKey));
  for (const [index, file] of manifest.files.entries()) {
    await checkFile(folder, file);
    options.onProgress?.('核对备份', index + 1, manifest.files.length);
  }
  const staged = await stageDatabase(installation.databaseUrl, folder, manifest);
  try {
    const entries = options.databaseOnly ? [] : await stageFiles(installation, folder, manifest);
    const proof = await prove(installation, staged, options);
    if (proof.faults.length > 0 && !options.acceptFaults) throw new UnprovenBackup(proof.faults);
    await refuseOthers(installation.databaseUrl);
    const stamp = stampOf(now);
    const plan = { stamp, entries: [...databaseEntries(staged), ...entries], schemas: staged.schemas };
    await switchOver(installation, plan);
    return { manifest, proof, stamp };
  } catch (error) {
    await discardStaged(installation, staged);
    throw error;
  }
}

/** A switch that was begun is not undone: the next start ends it. */
async function discardStaged(installation: Installation, staged: StagedDatabase): Promise<void> {
  if (existsSync(join(installation.dataDirectory, switchRecord))) return;
  await dropStaged(installation.databaseUrl, staged);
  const keys = keyFiles(installation).map(({ file }) => file);
  for (const place of [join(installation.dataDirectory, 'any'), ...keys, ...staged.files])
    await rm(dirname(stagedPath(place)), { recursive: true, force: true });
}

async function prove(
  installation: Installation,
  staged: StagedDatabase,
  options: RestoreOptions,
): Promise<Proof> {
  const { dataDirectory, auditKeyFile, timeZone } = installation;
  const files = options.databaseOnly ? dataDirectory : join(dataDirectory, stagingFolder);
  const keyFile = options.databaseOnly ? auditKeyFile : stagedPath(auditKeyFile);
  try {
    return await proveDatabase({ db: staged.db, files, keyFile, timeZone, onProgress: options.onProgress });
  } finally {
    await staged.db.destroy();
  }
}

/** Nothing of a write-ahead log is left when the last connection is closed; that of the present database goes away with it. */
function databaseEntries({ files }: StagedDatabase): Switch['entries'] {
  return files.map((current, index) => ({ current, isStaged: index === 0 }));
}

async function stageFiles(
  installation: Installation,
  folder: string,
  manifest: Manifest,
): Promise<Switch['entries']> {
  const { dataDirectory } = installation;
  const staging = join(dataDirectory, stagingFolder);
  const meant = (entry: string) => isKept(installation, entry);
  for (const entry of await readdir(staging).catch(() => []))
    if (meant(entry)) await rm(join(staging, entry), { recursive: true });
  const prefix = `${inBackup.data}/`;
  const paths = manifest.files.map(({ path }) => path).filter((path) => path.startsWith(prefix));
  for (const path of paths)
    await copyFile(join(folder, path), join(staging, path.slice(prefix.length)), path);
  const keys = keyFiles(installation).filter(({ path }) => manifest.files.some((one) => one.path === path));
  for (const { path, file } of keys) await copyFile(join(folder, path), stagedPath(file), path);
  const ours = new Set(paths.map((path) => path.slice(prefix.length).split('/')[0] as string));
  const present = (await readdir(dataDirectory)).filter(meant);
  const entries = [...new Set([...ours, ...present])];
  return [
    ...entries.map((entry) => ({ current: join(dataDirectory, entry), isStaged: ours.has(entry) })),
    ...keys.map(({ file }) => ({ current: file, isStaged: true })),
  ];
}
