import type { SourceFile } from './readSource.js';

/** A folder with more files is cut by noun. */
export const mostFilesInAFolder = 25;

/** A folder that grows with each release. */
const mayBeCrowded = /^src\/platform\/db\/migrations$/;

const layers = /^src\/modules\/[^/]+\/(index\.ts$|(model|store|read|commands|steps|services|jobs|web)\/)/;

/** One sentence for each folder that holds too many files of its own. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.replaceAll('\\', '/').replace(/\/[^/]*$/, '');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > mostFilesInAFolder && !mayBeCrowded.test(folder))
    .map(([folder, count]) => `${folder}: ${count} files`);
}

/** Files below src/modules that lie in no layer of their module. */
export function filesOutsideTheirLayer(paths: readonly string[]): string[] {
  return paths.filter((path) => path.startsWith('src/modules/') && !layers.test(path));
}

/** Pages that run what only commands and queries may: of the store they may name the types of rows. */
export function storesRunByPages(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) => {
    const module = /^src\/modules\/([^/]+)\/web\//.exec(path)?.[1];
    const store = `src/modules/${module}/store/`;
    return imports
      .filter(({ target, typeOnly }) => module && target?.startsWith(store) && !typeOnly)
      .map(({ target }) => `${path} runs ${target}`);
  });
}
