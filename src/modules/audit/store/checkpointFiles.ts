import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedCheckpoint } from '../model/checkpoint.js';

const nameOf = ({ checkpoint }: SealedCheckpoint) =>
  `${String(checkpoint.number).padStart(6, '0')}-${checkpoint.day}.json`;

/**
 * Writes a checkpoint with its heads to a file, so that a copy exists outside the database. Writing it again changes
 * nothing.
 */
export async function writeCheckpointFile(folder: string, sealed: SealedCheckpoint): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, nameOf(sealed));
  await writeFile(`${path}.new`, `${JSON.stringify(sealed, null, 1)}\n`);
  await rename(`${path}.new`, path);
}

/** The checkpoints of the folder by number; null for a file that can't be read. */
export async function readCheckpointFiles(folder: string): Promise<Map<number, SealedCheckpoint | null>> {
  const names = (await readdir(folder).catch(() => [] as string[])).filter((name) =>
    /^\d+-.*\.json$/.test(name),
  );
  const files = new Map<number, SealedCheckpoint | null>();
  for (const name of names.sort())
    files.set(Number.parseInt(name, 10), await readCheckpointFile(join(folder, name)));
  return files;
}

async function readCheckpointFile(path: string): Promise<SealedCheckpoint | null> {
  try {
    const sealed = JSON.parse(await readFile(path, 'utf8')) as SealedCheckpoint;
    return typeof sealed.checkpoint.root === 'string' && Array.isArray(sealed.heads) ? sealed : null;
  } catch {
    return null;
  }
}
