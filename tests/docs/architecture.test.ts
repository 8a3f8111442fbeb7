import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeWords, readDocuments, root, sectionsOf } from '../support/documents/readDocuments.js';

interface ImportRules {
  forbidden: { name: string; from: { path?: string } }[];
}

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as ImportRules;
const chapters = sectionsOf(readDocuments().get('docs/architecture.md')!);
const rooms = rowsOf(chapters.get('The rooms of src/')!).map(([room, , folders, face]) => ({
  room: codeWords(room!)[0]!,
  folders: codeWords(folders!),
  face: codeWords(face!),
}));

/** `bpmn-and-forms-know-nothing-above`: the rooms of one rank; the highest needs no such rule. */
const ranks = forbidden.flatMap(
  ({ name }) => /^(.+)-know-nothing-above$/.exec(name)?.[1]?.split('-and-') ?? [],
);

test('the rooms stand in the order of the import rules', () => {
  const top = rooms.at(-1)!.room;
  expect(rooms.map(({ room }) => room)).toEqual([...ranks, top]);
});

test('every folder of src/ is a room', () => {
  const found = [...foldersOf('src'), ...foldersOf('src/modules')];
  const others = ['modules', 'browser'];
  expect(found.filter((name) => !others.includes(name)).sort()).toEqual(rooms.map(({ room }) => room).sort());
});

describe.each(rooms)('$room', ({ room, folders, face }) => {
  const home = existsSync(join(root, 'src/modules', room)) ? `src/modules/${room}` : `src/${room}`;
  const index = join(root, home, 'index.ts');

  test('has these folders', () => {
    expect(folders).toEqual(foldersOf(home));
  });

  test('shows this face', () => {
    const given = existsSync(index) ? readFileSync(index, 'utf8') : '';
    const isGiven = (name: string) =>
      name.includes('/') ? name.startsWith(`${home}/`) && existsSync(join(root, name)) : hasWord(given, name);
    expect(face.length).toBeGreaterThan(0);
    expect(face.filter((name) => !isGiven(name))).toEqual([]);
  });
});

test('the layers are those that the import rules know', () => {
  const told = rowsOf(chapters.get('The layers of a module')!).map(([layer]) => codeWords(layer!)[0]);
  const ruled = forbidden.flatMap(({ name }) => /^(\w+)-uses-only-/.exec(name)?.[1] ?? []);
  expect([...told].sort()).toEqual([...ruled].sort());
});

function rowsOf(section: string): string[][] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1));
}

function foldersOf(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text);
}
