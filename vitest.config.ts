import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/run/longestFirst.js';

/** Tests of pure functions: no database, no build. */
const unitTests = [
  'tests/{bpmn,docs,forms,platform}/**/*.test.ts',
  'tests/modules/*/model/**/*.test.ts',
  'tests/architecture.test.ts',
];

/** Tests that touch data: all of them run on SQLite. */
const dataTests = [
  'tests/modules/*/{store,read,commands,steps,jobs,web}/**/*.test.ts',
  'tests/{app,backup,jobs,mail,scenarios,support}/**/*.test.ts',
];

/** The same files once more on PostgreSQL, where they ask SQL that no other of these asks. */
const postgresTests = [
  'tests/modules/*/{store,read,commands,steps,jobs}/**/*.test.ts',
  'tests/{backup,jobs,mail,scenarios,support}/**/*.test.ts',
  'tests/app/{crash,mutatedRequests,outage,queryPlans,secondStart}.test.ts',
  // lists of jobs, incidents, mails and tickets
  'tests/app/pages.test.ts',
  // the auditor's search, its counts, breaches of rules
  'tests/modules/audit/web/audit.test.ts',
  // the list of customers, imports and refused rows
  'tests/modules/customers/web/customers.test.ts',
  // engineers and what they have planned
  'tests/modules/dispatch/web/register.test.ts',
  // a person's files
  'tests/modules/exports/web/exports.test.ts',
  // versions of layouts
  'tests/modules/papers/web/papers.test.ts',
  // accounts, versions of the organization
  'tests/modules/people/web/directory.test.ts',
  // log-ins that go on, failed attempts
  'tests/modules/people/web/{guessing,logIns}.test.ts',
  // drafts that a person may read or publish
  'tests/modules/processes/web/drafts.test.ts',
  // done tasks, copies, saved filters, whom a task can be given to
  'tests/modules/tasks/web/{inbox,taskActions}.test.ts',
  // every event of a ticket, page by page
  'tests/modules/tickets/web/ticketHistory.test.ts',
];

/** Random tickets ask what the tests of commands ask. */
const notOnPostgres = ['tests/**/random*.test.ts'];

const support = (name: string) => `tests/support/${name}.ts`;
const seconds = (count: number) => count * 1000;

/** Test files keep nothing in modules, so a worker loads them once: the suite takes about half the time. */
const isolate = false;

/** Left out by `npm run test:quick`: the application as a whole, and what takes long by itself. */
const isQuick = process.env.TESTS === 'quick';
const long = [
  'competingCommands',
  'customerWorkbook',
  'deployFolder',
  'draftForms',
  'drafts',
  'expressionChanges',
  'expressionTrials',
  'hostile*',
  'moveToken',
  'random*',
  'replay',
  'roundTrip',
  'scenarios',
  'tokenGame',
  'workbookReader',
  'writeExport',
].map((name) => `tests/**/${name}.test.ts`);
const leftOut = isQuick ? ['tests/{app,backup}/**', ...long] : [];

const dataProject = (name: string, database: string, include: string[], exclude: string[]) => ({
  test: {
    name,
    isolate,
    include,
    exclude,
    globalSetup: [support('run/globalBuild'), support(`run/${database}`)],
    setupFiles: [support('run/failOnLeaks')],
    testTimeout: seconds(120),
    hookTimeout: seconds(120),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', `./${support('run/closingLine')}`],
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: unitTests,
          exclude: leftOut,
          testTimeout: seconds(300),
        },
      },
      dataProject('sqlite', 'globalSqlite', dataTests, leftOut),
      dataProject('postgres', 'globalPostgres', postgresTests, notOnPostgres),
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
          testTimeout: seconds(300),
          hookTimeout: seconds(120),
        },
      },
    ],
  },
});
