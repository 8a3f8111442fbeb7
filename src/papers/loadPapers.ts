import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const suffix = '.paper.json';

/** Texts of the layouts of a folder by key, the name of each file. */
export async function readPaperFolder(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  const entries = names.map(
    async (name) =>
      [name.slice(0, -suffix.length), await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(entries));
}
