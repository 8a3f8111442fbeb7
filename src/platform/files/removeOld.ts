import { statSync, unlinkSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what lies in a folder, is meant, and was not touched since. @returns how much */
export async function removeOld(
  folder: string,
  since: Date,
  isMeant: (name: string) => boolean = () => true,
): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const about = isMeant(name) ? await stat(path).catch(() => null) : null;
    if (!about || about.mtimeMs > since.getTime()) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

/** Removes one file unless it was written anew since; nothing else of this process comes between looking and removing. */
export function removeFileIfOld(path: string, since: Date): void {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about && about.mtimeMs <= since.getTime()) unlinkSync(path);
}
