import { describe, expect, test } from 'vitest';
import { paths, safeReturnPath, withQuery } from '../../../src/platform/web/paths.js';

describe('safeReturnPath', () => {
  test.each([
    '/tasks',
    '/tickets/YC-20261123-0007',
    '/tickets?status=active&process=remote-service',
    '/help#a',
  ])('returns to %s', (path) => expect(safeReturnPath(path)).toBe(path));

  test.each([
    ['another host', '//evil.example/x'],
    ['another host by backslash', '/\\evil.example'],
    ['a backslash further on', '/a\\..\\\\evil.example'],
    ['another scheme', 'https://evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a tab that browsers drop', '/\t/evil.example'],
    ['a line break', '/tasks\r\nset-cookie: a=b'],
    ['dots that climb to another host', '/.//evil.example/..//evil.example'],
    ['the log-in page itself', '/session/new'],
    ['several values', ['/tasks', '/help']],
    ['nothing', undefined],
    ['an endless text', `/${'a'.repeat(600)}`],
  ])('does not follow %s', (_name, wanted) => {
    expect(new URL(safeReturnPath(wanted), 'http://localhost:3000').host).toBe('localhost:3000');
    expect(safeReturnPath(wanted)).not.toMatch(/^\/[/\\]|\\|\s|^\/session/);
  });
});

test('parts of paths are escaped', () => {
  expect(paths.ticket('../admin/jobs?x=1')).toBe('/tickets/..%2Fadmin%2Fjobs%3Fx%3D1');
  expect(withQuery('/tasks', { view: 'done', after: '2026|1', empty: '', none: null })).toBe(
    '/tasks?view=done&after=2026%7C1',
  );
  expect(withQuery('/tasks', { view: undefined })).toBe('/tasks');
});
