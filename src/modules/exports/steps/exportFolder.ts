import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Only the application reads what lies there. */
const ownerOnlyMode = { folder: 0o700, file: 0o600 };

/** Where the data folder keeps what was exported. */
export function exportFolder({ dataDirectory }: { dataDirectory: string }): string {
  return join(dataDirectory, 'exports');
}

/** Where the written file of an export lies. */
export function exportPath(folder: string, exportId: number): string {
  return join(folder, `${exportId}.xlsx`);
}

/**
 * Has a file written beside its place and moves it there when it is whole and on the disk; what fails leaves nothing.
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

/** Removes what attempts left behind that died in the middle. */
export async function removePartials(folder: string, exportId: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${exportId}.`) && name.endsWith('.partial'));
  for (const name of left) await rm(join(folder, name), { force: true });
}

/** Removing what is gone succeeds. */
export async function removeExportFile(folder: string, exportId: number): Promise<void> {
  await rm(exportPath(folder, exportId), { force: true });
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}
