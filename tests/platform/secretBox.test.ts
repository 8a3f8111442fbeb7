import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecretBox, newKey, openSecretBox, WrongSecretKey } from '../../src/platform/secretBox.js';

test('a secret opens only with its key, for its purpose, and unchanged', () => {
  const box = createSecretBox([newKey()]);
  const sealed = box.seal('密码 geheim', 'mail password');
  expect(sealed).not.toContain('geheim');
  expect(box.seal('密码 geheim', 'mail password')).not.toBe(sealed);
  expect(box.open(sealed, 'mail password')).toBe('密码 geheim');
  expect(() => box.open(sealed, 'something else')).toThrow();
  const parts = sealed.split(':');
  const content = parts.pop() as string;
  const changed = [...parts, (content.startsWith('A') ? 'B' : 'A') + content.slice(1)].join(':');
  expect(() => box.open(changed, 'mail password')).toThrow();
  expect(() => createSecretBox([newKey()]).open(sealed, 'mail password')).toThrow(WrongSecretKey);
  expect(() => box.open('geheim', 'mail password')).toThrow(WrongSecretKey);
});

test('the first start makes the key file, for its owner alone; one that holds no keys is refused', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'serviceflow-keys-')), 'secrets-key');
  const sealed = openSecretBox(file).seal('x', 'y');
  expect(openSecretBox(file).open(sealed, 'y')).toBe('x');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const old = readFileSync(file, 'utf8');
  writeFileSync(file, `${newKey()}\n${old}`);
  const rotated = openSecretBox(file);
  expect([rotated.open(sealed, 'y'), rotated.isCurrent(sealed)]).toEqual(['x', false]);
  writeFileSync(file, 'not a key');
  expect(() => openSecretBox(file)).toThrow('每行应为');
});
