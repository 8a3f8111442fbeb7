import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Texts of the files of a folder that end in `suffix`, by what stands before it. */
export async function readFolder(folder: string, suffix: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  const entries = names.map(
    async (name) => [name.slice(0, -suffix.length), await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(entries));
}
