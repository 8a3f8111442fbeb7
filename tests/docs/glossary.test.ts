import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeWords, readDocuments, root, sectionsOf } from '../support/documents/readDocuments.js';

const sections = [...sectionsOf(readDocuments().get('docs/glossary.md')!)];
const cellsOf = (section: string, header: string) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith(`| ${header}`) && !line.startsWith('| ---'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '')));

test('the code knows every word', () => {
  const known = new Set(sourceTexts().flatMap((text) => text.match(/[A-Za-z]\w*/g) ?? []));
  const words = sections
    .filter(([heading]) => heading !== 'Why not?')
    .flatMap(([, section]) => cellsOf(section, '中文').flatMap(([, code]) => codeWords(code!)));
  expect(words.length).toBeGreaterThan(100);
  expect(words.filter((word) => !known.has(word))).toEqual([]);
});

test('each rule about people lies where it is said to', () => {
  const [, section] = sections.find(([heading]) => heading === 'Why not?')!;
  const misplaced = cellsOf(section, 'function').flatMap(([names, , places]) => {
    const texts = codeWords(places!).map((path) => readFileSync(join(root, path), 'utf8'));
    return codeWords(names!).filter((name) => !texts.some((text) => text.includes(`function ${name}(`)));
  });
  expect(misplaced).toEqual([]);
});

function sourceTexts(): string[] {
  return (readdirSync(join(root, 'src'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
}
