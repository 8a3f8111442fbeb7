import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { iconNames, readIcons } from '../../../src/platform/web/icons.js';

const root = join(import.meta.dirname, '../../..');
const texts = ['views', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(hbs|ts)$/.test(file) && !file.endsWith('icons.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

test('every icon that a view names exists', () => {
  const named = texts.flatMap((text) =>
    [...text.matchAll(/\{\{icon "([^"]+)"\}\}/g)].map((match) => match[1]),
  );
  expect(named.length).toBeGreaterThan(30);
  const icons = readIcons();
  expect(named.filter((name) => !icons.has(name as string))).toEqual([]);
});

test('every icon that is read is shown', () => {
  const all = texts.join('\n');
  expect(iconNames.filter((name) => !all.includes(`"${name}"`) && !all.includes(`'${name}'`))).toEqual([]);
});

test('icons are hidden from screen readers, which read the text beside them', () => {
  for (const svg of readIcons().values()) expect(svg).toMatch(/^<svg class="icon [^>]*aria-hidden="true"/);
});
