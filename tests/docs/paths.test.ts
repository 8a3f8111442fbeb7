import { describe, expect, test } from 'vitest';
import {
  brokenLinks,
  missingPaths,
  missingScripts,
  readDocuments,
} from '../support/documents/readDocuments.js';

describe.each([...readDocuments()])('%s', (path, text) => {
  test('names only files and folders that are there', () => {
    expect(missingPaths(text)).toEqual([]);
  });

  test('links to what is there', () => {
    expect(brokenLinks(path, text)).toEqual([]);
  });

  test('runs only scripts that package.json has', () => {
    expect(missingScripts(text)).toEqual([]);
  });
});

test('a wrong path, link or script is found, a place holder counts as far as it is certain', () => {
  const text =
    'See `src/platform/errors.ts`, `src/nowhere.ts`, forms/<form>.schema.json and src/lost/<x>.ts.';
  expect(missingPaths(text)).toEqual(['src/nowhere.ts', 'src/lost/<x>.ts']);
  expect(brokenLinks('docs/x.md', '[a](architecture.md) [b](gone.md) [c](../README.md#two)')).toEqual([
    'gone.md',
  ]);
  expect(missingScripts('`npm run check`, `npm run chekc`')).toEqual(['chekc']);
});
