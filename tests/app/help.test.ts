import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const read = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));

test('names only buttons and links that exist', () => {
  const pages = read('views', '.hbs').filter(({ file }) => !file.startsWith('app/help'));
  const submitLabels = read('forms', '.schema.json').map(
    ({ text }) => (JSON.parse(text) as { 'x-ui'?: { submitLabel?: string } })['x-ui']?.submitLabel,
  );
  const shown = [...pages, ...read('src', '.ts')].map(({ text }) => text).join('\n');
  const named = read('views/app/help', '.hbs').flatMap(({ file, text }) =>
    [...text.matchAll(/点“([^”]+)”/g)].map((match) => ({ file, label: match[1] as string })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ label }) => !shown.includes(label) && !submitLabels.includes(label))).toEqual([]);
});
