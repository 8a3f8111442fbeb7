import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Every text for readers of the repository, by path. The changelog tells of the past and may name what is gone. */
export function readDocuments(): Map<string, string> {
  const below = (readdirSync(join(root, 'docs'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  const paths = ['README.md', 'CONTRIBUTING.md', ...below];
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The sections of a text by their heading of this depth; lines that only continue a list entry are joined to it. */
export function sectionsOf(text: string, depth = 2): Map<string, string> {
  const parts = `\n${text}`.split(`\n${'#'.repeat(depth)} `).slice(1);
  return new Map(
    parts.map((part) => {
      const [heading = '', ...lines] = part.replace(/\n {2,}(?=\S)/g, ' ').split('\n');
      return [heading.trim(), lines.join('\n')];
    }),
  );
}

/** What stands in backquotes. */
export function codeWords(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word!);
}

const namedPath =
  /(?<![\w/.:<-])(?<!\{\{#?> )(?:src|tests|docs|forms|papers|processes|views|scripts)\/[\w./@*<>{},-]*/g;

/**
 * Paths of the repository that a text names and that are not there. A path with a place holder (`src/modules/<module>/web`) or a
 * star counts as far as it is certain; the name of a partial (`{{> forms/field}}`) is no path.
 */
export function missingPaths(text: string): string[] {
  const found = [...text.matchAll(namedPath)].map(([path]) => path.replace(/[.,]+$/, ''));
  return found.filter((path) => !existsSync(join(root, certainPart(path))));
}

function certainPart(path: string): string {
  const at = path.search(/[<*{]/);
  return at < 0 ? path : path.slice(0, path.lastIndexOf('/', at));
}

/** Scripts that a text runs by `npm run` and package.json does not have. */
export function missingScripts(text: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return [...text.matchAll(/npm run ([\w:-]+)/g)]
    .map(([, name]) => name!)
    .filter((name) => !(name in scripts));
}

/** Relative links of a document that lead nowhere. */
export function brokenLinks(path: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link]) => link!);
  return links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(path), link)));
}
