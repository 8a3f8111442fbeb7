import { readdirSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.js';
import { readDocuments, root } from '../support/documents/readDocuments.js';

interface Project {
  test: { name: string; include: string[]; exclude?: string[] };
}

const projects = ((config as { test: { projects: Project[] } }).test.projects ?? []).map((one) => one.test);

function isRunBy(project: string, path: string): boolean {
  const { include = [], exclude = [] } = projects.find(({ name }) => name === project) ?? {};
  const isIn = (globs: string[]) => globs.some((glob) => matchesGlob(path, glob));
  return isIn(include) && !isIn(exclude);
}

test('every test is run by a project', () => {
  const paths = (readdirSync(join(root, 'tests'), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `tests/${path}`);
  expect(paths.length).toBeGreaterThan(200);
  // the quick run leaves out what takes long
  const left = process.env.TESTS === 'quick' ? [] : paths;
  expect(left.filter((path) => !projects.some(({ name }) => isRunBy(name, path)))).toEqual([]);
  expect(isRunBy('sqlite', 'tests/modules/tickets/nowhere/x.test.ts')).toBe(false);
});

test('every command of the documents that runs a test names a project which has it', () => {
  const command = /npx vitest run --project (\w+) ([^#`\n]+)/g;
  const runs = [...readDocuments()].flatMap(([document, text]) =>
    [...text.matchAll(command)].flatMap(([, project = '', rest = '']) =>
      [...rest.matchAll(/tests\/[\w./-]+/g)].map(([path]) => ({ document, project, path })),
    ),
  );
  expect(runs.length).toBeGreaterThan(10);
  const wrong = runs.filter(({ project, path }) => {
    const file = path.endsWith('.test.ts') ? path : `${path}/x.test.ts`;
    return !isRunBy(project, file);
  });
  expect(process.env.TESTS === 'quick' ? [] : wrong).toEqual([]);
});
