import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BackupFile, UnusableBackup } from './manifest.js';

/** All files below a folder, as paths from it, sorted; without what `isMeant` leaves out at the top. */
export async function listFiles(
  folder: string,
  isMeant: (entry: string) => boolean = () => true,
): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (!isMeant(entry.name)) continue;
    if (entry.isDirectory())
      files.push(...(await listFiles(join(folder, entry.name))).map((file) => `${entry.name}/${file}`));
    else if (entry.isFile()) files.push(entry.name);
  }
  return files;
}

/** Copies a file to the disk itself and gives size and SHA-256 of what was copied. @param path what the backup calls it */
export async function copyFile(from: string, to: string, path: string): Promise<BackupFile> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const { counting, result } = hashing();
  await pipeline(createReadStream(from), counting, createWriteStream(to, { mode: 0o600, flush: true }));
  return { path, ...result() };
}

/** @throws {UnusableBackup} when a file of a backup is not there, or not what was written */
export async function checkFile(folder: string, file: BackupFile): Promise<void> {
  const { counting, result } = hashing();
  try {
    await pipeline(createReadStream(join(folder, file.path)), counting.resume());
  } catch {
    throw new UnusableBackup(`缺少文件 ${file.path}，或读不出来`);
  }
  const { size, sha256 } = result();
  if (size !== file.size || sha256 !== file.sha256) throw new UnusableBackup(`文件 ${file.path} 被改动过`);
}

/** Passes on what it gets, and knows its size and SHA-256 at the end. */
export function hashing() {
  const hash = createHash('sha256');
  let size = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { counting, result: () => ({ size, sha256: hash.digest('hex') }) };
}
