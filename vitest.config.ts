import { defineConfig } from 'vitest/config';

/** Tests that touch data: the very same files run once on SQLite and once on PostgreSQL. */
const dataTests = [
  'tests/{audit,db,commands,queries,jobs,processes,web,services,mail,application,support}/**/*.test.ts',
];

const support = (name: string) => `tests/support/${name}.ts`;
const seconds = (count: number) => count * 1000;

/** Test files keep nothing in modules, so a worker loads them once: the suite takes about half the time. */
const isolate = false;

/**
 * Every form drawn, every route refused, hostile files, an export cut off with its process: what these ask of the database,
 * the tests of pages, commands and jobs ask too.
 */
const onceIsEnough = ['everyForm', 'permissions', 'hostileWorkbooks', 'interruptedExport'].map(
  (name) => `tests/{web,application}/${name}.test.ts`,
);

const dataProject = (name: string, database: string, exclude: string[] = []) => ({
  test: {
    name,
    isolate,
    include: dataTests,
    exclude,
    globalSetup: [support('globalBuild'), support(database)],
    setupFiles: [support('failOnLeaks')],
    testTimeout: seconds(60),
    hookTimeout: seconds(60),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', `./${support('closingLine')}`],
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: [
            'tests/{engine,rules,forms,diagrams,excel,papers}/**/*.test.ts',
            'tests/bpmn/**/*.test.ts',
            'tests/architecture.test.ts',
          ],
          testTimeout: seconds(120),
        },
      },
      dataProject('sqlite', 'globalSqlite'),
      dataProject('postgres', 'globalPostgres', onceIsEnough),
      {
        test: {
          name: 'browser',
          isolate,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: [support('globalBuild'), support('globalSqlite'), support('globalBrowser')],
          setupFiles: [support('failOnLeaks')],
          testTimeout: seconds(180),
          hookTimeout: seconds(120),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
