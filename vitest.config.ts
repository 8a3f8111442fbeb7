import { defineConfig } from 'vitest/config';

/** Tests that touch data: the very same files run once on SQLite and once on PostgreSQL. */
const dataTests = [
  'tests/modules/*/{store,read,commands,steps,jobs,web}/**/*.test.ts',
  'tests/{app,jobs,mail,scenarios,support}/**/*.test.ts',
  'tests/platform/{web,db}/**/*.test.ts',
];

const support = (name: string) => `tests/support/${name}.ts`;
const seconds = (count: number) => count * 1000;

/** Test files keep nothing in modules, so a worker loads them once: the suite takes about half the time. */
const isolate = false;

/**
 * Every form drawn, every route refused, hostile files and requests, random tickets, an export cut off with its process: what
 * these ask of the database, the tests of pages, commands and jobs ask too.
 */
const onceIsEnough = [
  'everyForm',
  'permissions',
  'hostile*',
  'security',
  'random*',
  'interruptedExport',
  'cutUploads',
  'lastHandler',
].map((name) => `tests/**/${name}.test.ts`);

/** What takes long by itself: left out by `npm run test:quick`. */
const isQuick = process.env.TESTS === 'quick';
const long = ['everyForm', 'hostile*', 'random*', 'interruptedExport', 'crash', 'outage', 'scenarios'].map(
  (name) => `tests/**/${name}.test.ts`,
);

const dataProject = (name: string, database: string, exclude: string[] = []) => ({
  test: {
    name,
    isolate,
    include: dataTests,
    exclude,
    globalSetup: [support('run/globalBuild'), support(`run/${database}`)],
    setupFiles: [support('run/failOnLeaks')],
    testTimeout: seconds(60),
    hookTimeout: seconds(60),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', `./${support('run/closingLine')}`],
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: [
            'tests/{bpmn,docs,forms}/**/*.test.ts',
            'tests/modules/*/model/**/*.test.ts',
            'tests/platform/{excel,process}/**/*.test.ts',
            'tests/architecture.test.ts',
          ],
          testTimeout: seconds(120),
        },
      },
      dataProject('sqlite', 'globalSqlite', isQuick ? long : []),
      dataProject('postgres', 'globalPostgres', onceIsEnough),
      {
        test: {
          name: 'browser',
          isolate,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: [
            support('run/globalBuild'),
            support('run/globalSqlite'),
            support('run/globalBrowser'),
          ],
          setupFiles: [support('run/failOnLeaks')],
          testTimeout: seconds(180),
          hookTimeout: seconds(120),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
