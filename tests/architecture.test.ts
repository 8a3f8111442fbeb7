import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCycles } from './support/architecture/importCycles.js';
import { forbiddenImports } from './support/architecture/importRules.js';
import { repeatedNumbers, writtenAddresses } from './support/architecture/oneHome.js';
import { environmentReads, outsideCalls, outsideReferences } from './support/architecture/reachesOut.js';
import { parseSource, readSources } from './support/architecture/readSource.js';
import { routesOutsideTheTable } from './support/architecture/routeCalls.js';
import { maximumFileLines, maximumFunctionLines, oversizes } from './support/architecture/sizes.js';
import { strayTicketWrites, ticketWriters, writingFunctions } from './support/architecture/ticketWriters.js';

const root = join(import.meta.dirname, '..');

/** What may be longer than the rest, and why. */
const allowedOversizes: Record<string, string> = {
  'src/db/migrations/001_people.ts up': 'a plain list of columns',
  'src/db/migrations/005_jobs_and_mail.ts up': 'a plain list of columns',
};

describe('the source', () => {
  const files = readSources(root, 'src');

  test('is all read', () => {
    expect(files.map((file) => file.path)).toContain('src/errors.ts');
    expect(files.length).toBeGreaterThan(5);
  });

  test('imports along the map of the architecture only', () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  test('has no import cycles', () => {
    expect(importCycles(files)).toEqual([]);
  });

  test(`has no file over ${maximumFileLines} and no function over ${maximumFunctionLines} lines`, () => {
    const found = oversizes(files);
    expect(found.filter(({ what }) => !(what in allowedOversizes))).toEqual([]);
    expect(Object.keys(allowedOversizes), 'an exception that is no longer needed').toEqual(
      found.map(({ what }) => what),
    );
  });

  test('reads the environment in src/config.ts only', () => {
    expect(environmentReads(files)).toEqual([]);
  });

  test('mounts no route beside the table that gives each its permission', () => {
    expect(routesOutsideTheTable(files)).toEqual([]);
  });

  test('writes a ticket and what must agree with it through one function only', () => {
    expect(strayTicketWrites(files)).toEqual([]);
  });

  test.each(Object.entries(ticketWriters).filter(([path]) => path.startsWith('src/db/')))(
    'names every function of %s that writes',
    (path, functions) => {
      const file = files.find((one) => one.path === path);
      expect(file && writingFunctions(file).sort()).toEqual(Object.keys(functions).sort());
    },
  );

  test('calls no other machine', () => {
    expect(outsideCalls(files)).toEqual([]);
  });

  test('builds the addresses that notices name in one place', () => {
    expect(writtenAddresses(files)).toEqual([]);
  });

  test('gives each migration a number of its own', () => {
    const names = readdirSync(join(root, 'src/db/migrations'));
    expect(names.length).toBeGreaterThan(20);
    expect(repeatedNumbers(names.map((name) => name.replace('.ts', '')))).toEqual([]);
  });
});

describe('what is delivered', () => {
  test('loads nothing from outside', () => {
    const pages = ['views', 'src/web', 'src/browser'].flatMap((folder) =>
      listFiles(folder, /\.(hbs|css|html)$/),
    );
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap((path) => outsideReferences(path, readFileSync(join(root, path), 'utf8')))).toEqual(
      [],
    );
  });

  test('comes from whatever registry the administrator uses: the lock file names none', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).not.toMatch(/registry\s*=/);
  });
});

describe('the checker itself', () => {
  const parse = (path: string, text: string) => parseSource(path, text);

  test('sees every way to import', () => {
    const { imports } = parse(
      'src/web/x.ts',
      `import a from './a.js'; import './b.js'; export * from './c.js'; export { d } from './d.js';
       const e = await import('./e.js'); import type { F } from './f.js'; import { type G } from './g.js';
       let h: import('./h.js').H; const i = require('./i.cjs'); const j = await import(a);
       // import './comment.js'
       const text = "import './text.js'";`,
    );
    expect(
      imports.filter((found) => !found.typeOnly).map((found) => found.target ?? found.specifier),
    ).toEqual([
      'src/web/a.ts',
      'src/web/b.ts',
      'src/web/c.ts',
      'src/web/d.ts',
      'src/web/e.ts',
      'src/web/i.cjs',
      '<computed>',
    ]);
    expect(imports.filter((found) => found.typeOnly).map((found) => found.target)).toEqual([
      'src/web/f.ts',
      'src/web/g.ts',
      'src/web/h.ts',
    ]);
  });

  test.each([
    ['src/engine/x.ts', `import { a } from '../db/tasks.js'`, 'engine must not import db'],
    ['src/rules/x.ts', `export * from '../engine/step.js'`, 'rules must not import engine'],
    ['src/forms/x.ts', `await import('../db/tasks.js')`, 'forms must not import db'],
    ['src/web/x.ts', `import { a } from '../db/tasks.js'`, 'web must not import db'],
    ['src/queries/x.ts', `import { a } from '../web/paths.js'`, 'queries must not import web'],
    [
      'src/browser/x.ts',
      `import type { A } from '../db/tasks.js'`,
      'browser must not import src/db/tasks.ts',
    ],
    ['src/web/x.ts', `import '../browser/viewer.js'`, 'web must not import src/browser/viewer.ts'],
    ['src/web/x.ts', `import '../../tests/support/clock.js'`, 'leaves src'],
    ['src/web/x.ts', `import './missing.js'`, 'which is not there'],
    ['src/helpers/x.ts', `import '../db/tasks.js'`, 'an area that the map does not know'],
    ['src/web/x.ts', `import { Engine } from 'bpmn-engine'`, 'only engine may import bpmn-engine'],
    ['src/commands/x.ts', `import m from 'moddle-context-serializer'`, 'only engine may import moddle'],
    ['src/commands/x.ts', `const m = require('bpmn-elements')`, 'only engine may import bpmn-elements'],
    ['src/queries/x.ts', `import knex from 'knex'`, 'only db may import knex'],
    ['src/jobs/x.ts', 'await import(name)', 'only the running program knows'],
  ])('refuses %s with %s', (path, text, reason) => {
    const others = ['src/db/tasks.ts', 'src/engine/step.ts', 'src/web/paths.ts', 'src/browser/viewer.ts'];
    const files = [parse(path, text), ...others.map((other) => parse(other, 'export const a = 1'))];
    expect(forbiddenImports(files)).toEqual([expect.stringContaining(reason)]);
  });

  test('finds addresses that are written out, and numbers that are given twice', () => {
    const found = writtenAddresses([
      parse('src/commands/x.ts', "const a = { path: `/tasks/${id}` }; const b = ['/tickets'];"),
      parse('src/commands/y.ts', "const a = { path: paths.task(id) }; const b = '/tmp/tasks';"),
      parse('src/web/z.ts', "const a = '/tasks';"),
    ]);
    expect(found).toHaveLength(2);
    expect(repeatedNumbers(['009_register', '009_settings', '010_a', '011_b'])).toEqual([]);
    expect(repeatedNumbers(['009_register', '009_more', '010_a', '010_b'])).toEqual(['009', '010']);
  });

  test('lets types, errors and the allowed areas through', () => {
    const files = [
      parse('src/commands/x.ts', `import { a } from '../db/tasks.js'; import { B } from '../errors.js';`),
      parse('src/rules/y.ts', `import type { A } from '../db/tasks.js';`),
      parse('src/db/tasks.ts', `import knex from 'knex'; import { type B } from '../engine/types.js';`),
      parse('src/errors.ts', 'export class B {}'),
      parse('src/engine/types.ts', 'export type B = 1'),
    ];
    expect(forbiddenImports(files)).toEqual([]);
  });

  test('finds cycles, but none through types', () => {
    const file = (name: string, text: string) => parse(`src/db/${name}.ts`, text);
    const three = [file('a', `import './b.js'`), file('b', `import './c.js'`), file('c', `import './a.js'`)];
    expect(importCycles(three)).toEqual(['src/db/a.ts -> src/db/b.ts -> src/db/c.ts -> src/db/a.ts']);
    expect(
      importCycles([file('a', `import './b.js'`), file('b', `import type { A } from './a.js'`)]),
    ).toEqual([]);
  });

  test('measures files and functions', () => {
    const body = (lines: number) => '\n'.repeat(lines - 1);
    const text = `const short = () => {${body(40)}};\nconst long = () => {${body(41)}};
class A { method() {${body(42)}} }\nfunction declared() {${body(43)}}${body(100)}\nexport {};`;
    expect(oversizes([parse('src/db/a.ts', text)])).toEqual([
      { what: 'src/db/a.ts', lines: expect.any(Number) },
      { what: 'src/db/a.ts long', lines: 41 },
      { what: 'src/db/a.ts method', lines: 42 },
      { what: 'src/db/a.ts declared', lines: 43 },
    ]);
  });

  test.each([
    'process.env.PORT',
    `process['env']`,
    'const { env } = process',
    `import { env } from 'node:process'`,
  ])('finds the environment in %s', (text) => {
    expect(environmentReads([parse('src/web/x.ts', text)])).toHaveLength(1);
    expect(environmentReads([parse('src/config.ts', text)])).toHaveLength(0);
  });

  test.each([
    'await fetch(address)',
    'new WebSocket(address)',
    `import { request } from 'node:https'`,
    `const a = 'https://example.com/x'`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text of a template
    'const a = `https://example.com/${id}`',
  ])('finds the call outside in %s', (text) => {
    expect(outsideCalls([parse('src/web/x.ts', text)])).toHaveLength(1);
  });

  test('finds a route beside the table', () => {
    const text = `app.get('/secret', handler); app.set('x', 1); map.get('a', 'b'); app[method](path, handler);`;
    expect(routesOutsideTheTable([parse('src/web/x.ts', text)])).toEqual(['src/web/x.ts:1 mounts a route']);
  });

  test.each([
    `import { updateTask } from '../db/tasks.js';`,
    `import { selectTask, updateTask as write } from '../db/tasks.js';`,
    `import * as tasks from '../db/tasks.js';`,
    `export { insertAuditEvents } from '../db/auditEvents.js';`,
    `export * from '../db/registerEntries.js';`,
    `await tx('tickets').where({ id }).update({ status });`,
    `await tx.insert(row).into('inbox_entries');`,
    `await tx.raw('delete from register_entries where ticket_id = ?', [id]);`,
  ])('finds the write beside saveTicket in %s', (text) => {
    expect(strayTicketWrites([parse('src/commands/x.ts', text)])).toHaveLength(1);
  });

  test('lets reads and other tables through', () => {
    const text = `import { selectTask, type TaskRow } from '../db/tasks.js'; import { updateJob } from '../db/jobs.js';
      await tx('tickets').where({ id }).first(); await tx('persons').update({ active }); new Map().delete('tasks');`;
    expect(strayTicketWrites([parse('src/commands/x.ts', text)])).toEqual([]);
  });

  test('finds what a page or a style sheet loads from outside', () => {
    const page = `<script src="https://a.example/x.js"></script><img src=//b.example/y.png><svg xmlns="http://www.w3.org/2000/svg">`;
    expect(outsideReferences('views/x.hbs', page)).toHaveLength(2);
    expect(
      outsideReferences('x.css', `@import "https://c.example/z.css"; a { background: url(/own.png) }`),
    ).toHaveLength(1);
  });
});

function listFiles(folder: string, pattern: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}
