import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeWords, readDocuments, root, sectionsOf } from '../support/documents/readDocuments.js';

/** The properties that a comparison of two versions has a name for are those that the program reads. */
const labels = 'src/modules/processes/web/presenters/comparison/aspectLabels.ts';

test('every property of diagrams is explained', () => {
  const table = sectionsOf(readDocuments().get('docs/processes.md')!).get('Diagrams')!;
  const explained = new Set(table.split('\n').flatMap((line) => codeWords(line.split(' | ')[0]!)));
  const known = [...readFileSync(join(root, labels), 'utf8').matchAll(/'property:(\w+)'/g)].map(
    ([, name]) => name!,
  );
  expect(known.length).toBeGreaterThan(10);
  expect(known.filter((name) => !explained.has(name))).toEqual([]);
});
