import type { SourceFile } from './readSource.js';

/** Every group of files whose imports lead in a circle (type-only imports do not count), as `a -> b -> a`. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(files.map((file) => [file.path, valueTargets(file)]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (finished.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return cycles;
}

function valueTargets(file: SourceFile): string[] {
  return file.imports.flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : []));
}
