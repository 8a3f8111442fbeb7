import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { demoPassword } from '../../../src/demo/people.js';
import { expectAccessible } from '../accessibility.js';
import { createTestDatabase, type TestDatabase } from '../databases/database.js';
import { brokenInvariants } from '../databases/invariants.js';
import { startTestApp, type TestApp } from '../http/app.js';
import { HttpPerson } from '../http/httpPerson.js';
import { startMailServer, type TestMailServer } from '../http/smtp.js';
import { launchBrowser, screenshot, type TestBrowser, type Visit, type VisitOptions } from './browser.js';

export interface BrowserScene {
  readonly app: TestApp;
  readonly database: TestDatabase;
  readonly mailServer: TestMailServer;
  /** Somebody at an own computer, logged in without the page for it, which has tests of its own. */
  enter(login: string, options?: VisitOptions): Promise<Visit>;
  /** Somebody at an own computer who has not logged in. */
  arrive(options?: VisitOptions): Promise<Visit>;
  /** Screenshots and axe. */
  look(visit: Visit, name: string, widths?: number[]): Promise<void>;
}

interface Stage {
  app: TestApp;
  database: TestDatabase;
  mailServer: TestMailServer;
}

/**
 * One browser for the test file; for each test a fresh application with demo data and mail server. After each test every
 * visit must have been without faults and the database without contradictions.
 */
export function useBrowserScene(): BrowserScene {
  let browser: TestBrowser;
  let stage: Stage;
  let visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    visits = [];
    stage = await setUp();
  });
  afterEach(() => tearDown(stage, visits));
  const arrive = async (options?: VisitOptions) => {
    const visit = await browser.visit(stage.app.url, options);
    visits.push(visit);
    return visit;
  };
  return {
    get app() {
      return stage.app;
    },
    get database() {
      return stage.database;
    },
    get mailServer() {
      return stage.mailServer;
    },
    arrive,
    async enter(login, options) {
      const visit = await arrive(options);
      const person = new HttpPerson(stage.app.url);
      await person.logIn(login, demoPassword);
      await visit.context.addCookies(person.browserCookies());
      await visit.page.goto('/tasks');
      return visit;
    },
    async look(visit, name, widths) {
      await screenshot(visit.page, name, widths);
      await expectAccessible(visit.page);
    },
  };
}

async function setUp(): Promise<Stage> {
  const database = await createTestDatabase();
  const mailServer = await startMailServer();
  const app = await startTestApp({ db: database.db, smtpUrl: mailServer.url });
  return { app, database, mailServer };
}

async function tearDown({ app, database, mailServer }: Stage, visits: readonly Visit[]): Promise<void> {
  const broken = await brokenInvariants(database.db);
  const serverErrors = app.log.filter(({ level }) => Number(level) >= 50);
  const faults = (await Promise.all(visits.map((visit) => visit.end()))).flat();
  await app.stop();
  await mailServer.stop();
  await database.destroy();
  expect({ broken, serverErrors, faults }).toEqual({ broken: [], serverErrors: [], faults: [] });
}
