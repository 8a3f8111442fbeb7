import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Only the application may read these files. */
const ownerOnlyMode = { folder: 0o700, file: 0o600 };

/** The folder of exported files within the data folder. */
export function exportFolder({ dataDirectory }: { dataDirectory: string }): string {
  return join(dataDirectory, 'exports');
}

/** The path of an export's file. */
export function exportPath(folder: string, exportId: number): string {
  return join(folder, `${exportId}.xlsx`);
}

/**
 * Lets `write` fill a temporary file and moves it into place once it is complete and on the disk; a failure leaves no file.
 * @returns the size in bytes @throws whatever `write` throws, or the disk
 */
export async function writeExportFile(
  folder: string,
  exportId: number,
  write: (target: Writable) => Promise<void>,
): Promise<number> {
  await mkdir(folder, { recursive: true, mode: ownerOnlyMode.folder });
  const partial = join(folder, `${exportId}.${randomUUID()}.partial`);
  const target = createWriteStream(partial, { mode: ownerOnlyMode.file });
  try {
    await Promise.all([write(target), finished(target)]);
    await syncToDisk(partial);
    await rename(partial, exportPath(folder, exportId));
    return (await stat(exportPath(folder, exportId))).size;
  } finally {
    target.destroy();
    await rm(partial, { force: true });
  }
}

/** Removes the temporary files of attempts that crashed. */
export async function removePartials(folder: string, exportId: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${exportId}.`) && name.endsWith('.partial'));
  for (const name of left) await rm(join(folder, name), { force: true });
}

/** Removes the file of an export; succeeds when there is none. */
export async function removeExportFile(folder: string, exportId: number): Promise<void> {
  await rm(exportPath(folder, exportId), { force: true });
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}
