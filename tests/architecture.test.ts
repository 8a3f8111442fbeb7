import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  crowdedFolders,
  filesOutsideTheirLayer,
  mostFilesInAFolder,
  storesRunByPages,
} from './support/architecture/folders.js';
import { repeatedNumbers, writtenAddresses } from './support/architecture/oneHome.js';
import {
  addressReads,
  environmentReads,
  outsideCalls,
  outsideReferences,
} from './support/architecture/reachesOut.js';
import { parseSource, readSources } from './support/architecture/readSource.js';
import { routesOutsideTheTable } from './support/architecture/routeCalls.js';
import { maximumFileLines, maximumFunctionLines, oversizes } from './support/architecture/sizes.js';
import { strayTicketWrites, ticketWriters, writingFunctions } from './support/architecture/ticketWriters.js';

const root = join(import.meta.dirname, '..');

/** What may be longer than the rest, and why. */
const allowedOversizes: Record<string, string> = {
  'src/platform/db/migrations/001_people.ts up': 'a plain list of columns',
  'src/platform/db/migrations/005_jobs_and_mail.ts up': 'a plain list of columns',
};

describe('the source', () => {
  const files = readSources(root, 'src');

  test('is all read', () => {
    expect(files.map((file) => file.path)).toContain('src/platform/errors.ts');
    expect(files.length).toBeGreaterThan(5);
  });

  test(`has no file over ${maximumFileLines} and no function over ${maximumFunctionLines} lines`, () => {
    const found = oversizes(files);
    expect(found.filter(({ what }) => !(what in allowedOversizes))).toEqual([]);
    expect(Object.keys(allowedOversizes), 'an exception that is no longer needed').toEqual(
      found.map(({ what }) => what),
    );
  });

  test(`has no folder with more than ${mostFilesInAFolder} files`, () => {
    const all = ['src', 'tests', 'views'].flatMap((folder) => listFiles(folder, /\.(ts|hbs|css)$/));
    expect(crowdedFolders(all)).toEqual([]);
  });

  test('has every file of a module in one of its layers', () => {
    expect(filesOutsideTheirLayer(files.map(({ path }) => path))).toEqual([]);
  });

  test('has no page that runs what only commands and queries may', () => {
    expect(storesRunByPages(files)).toEqual([]);
  });

  test('reads the environment in src/platform/config.ts only', () => {
    expect(environmentReads(files)).toEqual([]);
  });

  test('reads what an address asks for through a declared shape only', () => {
    expect(addressReads(files)).toEqual([]);
    const bare = parseSource(
      'src/x.ts',
      'const a = req.query.a; const b = req.params.b; const c = request.query;',
    );
    expect(addressReads([bare])).toHaveLength(2);
  });

  test('mounts no route beside the table that gives each its permission', () => {
    expect(routesOutsideTheTable(files)).toEqual([]);
  });

  test('writes a ticket and what must agree with it through one function only', () => {
    expect(strayTicketWrites(files)).toEqual([]);
  });

  test.each(Object.entries(ticketWriters).filter(([path]) => path.includes('/store/')))(
    'names every function of %s that writes',
    (path, functions) => {
      const file = files.find((one) => one.path === path);
      expect(file && writingFunctions(file).sort()).toEqual(Object.keys(functions).sort());
    },
  );

  test('calls no other machine', () => {
    expect(outsideCalls(files)).toEqual([]);
  });

  test('builds addresses in one place', () => {
    expect(writtenAddresses(files)).toEqual([]);
  });

  test('gives each migration a number of its own', () => {
    const names = readdirSync(join(root, 'src/platform/db/migrations'));
    expect(names.length).toBeGreaterThan(20);
    expect(repeatedNumbers(names.map((name) => name.replace('.ts', '')))).toEqual([]);
  });
});

describe('what is delivered', () => {
  test('loads nothing from outside', () => {
    const pages = ['views', 'src', 'src/browser'].flatMap((folder) => listFiles(folder, /\.(hbs|css|html)$/));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap((path) => outsideReferences(path, readFileSync(join(root, path), 'utf8')))).toEqual(
      [],
    );
  });

  test('comes from whatever registry the administrator uses: the lock file names none', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).not.toMatch(/registry\s*=/);
  });

  test('needs no compiler: the lock file says that the SQLite driver is not to be built', () => {
    // npm reads this from the lock file and doesn't write it there itself: put it back after `npm install`.
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    expect(packages['node_modules/better-sqlite3'].gypfile).toBe(false);
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

  test('finds addresses that are written out, and numbers that are given twice', () => {
    const found = writtenAddresses([
      parse(
        'src/modules/tickets/commands/x.ts',
        "const a = { path: `/tasks/${id}` }; const b = ['/tickets'];",
      ),
      parse('src/commands/y.ts', "const a = { path: paths.task(id) }; const b = '/tmp/tasks';"),
      parse('src/modules/tasks/web/routes.ts', "const a = '/tasks';"),
    ]);
    expect(found).toHaveLength(2);
    expect(repeatedNumbers(['009_register', '010_settings', '011_b'])).toEqual([]);
    expect(repeatedNumbers(['009_register', '009_more', '010_a', '010_b'])).toEqual(['009', '010']);
  });

  test('finds a crowded folder and a file outside the layers', () => {
    const names = Array.from({ length: 26 }, (_, number) => `src/modules/tickets/model/a${number}.ts`);
    expect(crowdedFolders(names)).toEqual(['src/modules/tickets/model: 26 files']);
    expect(crowdedFolders(names.slice(1))).toEqual([]);
    expect(
      filesOutsideTheirLayer([
        'src/modules/tickets/index.ts',
        'src/modules/tickets/x.ts',
        'src/modules/tickets/helpers/x.ts',
        ...names,
      ]),
    ).toEqual(['src/modules/tickets/x.ts', 'src/modules/tickets/helpers/x.ts']);
  });

  test('finds a page that runs a store, and lets the types of rows through', () => {
    const page = (text: string) => [parse('src/modules/tickets/web/x.ts', text)];
    expect(storesRunByPages(page(`import { insertTicket } from '../store/tickets.js'`))).toHaveLength(1);
    expect(storesRunByPages(page(`import type { TicketRow } from '../store/tickets.js'`))).toEqual([]);
    expect(storesRunByPages(page(`import { ticketPage } from '../read/tickets.js'`))).toEqual([]);
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
    expect(environmentReads([parse('src/platform/config.ts', text)])).toHaveLength(0);
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
    `import { updateTask } from '../store/tasks.js';`,
    `import { selectTask, updateTask as write } from '../store/tasks.js';`,
    `import * as tasks from '../store/tasks.js';`,
    `export { insertAuditEvents } from '../store/auditEvents.js';`,
    `export * from '../store/registerEntries.js';`,
    `await tx('tickets').where({ id }).update({ status });`,
    `await tx.insert(row).into('inbox_entries');`,
    `await tx.raw('delete from register_entries where ticket_id = ?', [id]);`,
  ])('finds the write beside saveTicket in %s', (text) => {
    expect(strayTicketWrites([parse('src/modules/tickets/commands/x.ts', text)])).toHaveLength(1);
  });

  test('lets reads and other tables through', () => {
    const text = `import { selectTask, type TaskRow } from '../store/tasks.js'; import { updateJob } from '../../../jobs/store/jobs.js';
      await tx('tickets').where({ id }).first(); await tx('persons').update({ active }); new Map().delete('tasks');`;
    expect(strayTicketWrites([parse('src/modules/tickets/commands/x.ts', text)])).toEqual([]);
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
