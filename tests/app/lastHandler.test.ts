import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countFailures, restartDelay } from '../../src/platform/process/restarts.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { requireBuild } from '../support/run/requireBuild.js';

/** Loaded into each process before the application: notes its number, and fails where nobody catches it when told to. */
const saboteur = `
import { writeFileSync } from 'node:fs';
if (process.argv[1].endsWith('main.js')) {
  writeFileSync(process.env.PID_FILE, String(process.pid));
  process.on('SIGUSR2', () => void Promise.reject(new Error('nobody waits for this')));
  process.on('SIGPIPE', () => { throw new Error('nobody catches this'); });
}`;

let database: TestDatabase;
let folder: string;
let application: ApplicationProcess;

const childId = () => Number(readFileSync(join(folder, 'pid'), 'utf8'));

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase('department');
  folder = mkdtempSync(join(tmpdir(), 'serviceflow-last-'));
  writeFileSync(join(folder, 'saboteur.mjs'), saboteur);
  application = await startApplicationProcess({
    databaseUrl: database.url,
    dataDirectory: folder,
    program: 'supervise.js',
    environment: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'saboteur.mjs')).href}`,
      PID_FILE: join(folder, 'pid'),
      LOG_LEVEL: 'fatal',
    },
  });
});
afterAll(async () => {
  await application?.kill();
  await database.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits until another process serves than the given one. */
async function untilRestarted(before: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const healthy = await fetch(`${application.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy && childId() !== before) return;
    await pause(100);
  }
  throw new Error(`no restart:\n${application.output()}`);
}

describe('an error that nobody caught', () => {
  test.each([
    ['SIGUSR2', 'nobody waits for this', '75'],
    ['SIGPIPE', 'nobody catches this', '75'],
    ['SIGKILL', 'SIGKILL', 'SIGKILL'],
  ] as const)(
    '%s: is logged, and the application starts again',
    async (signal, logged, ended) => {
      const before = childId();
      process.kill(before, signal);
      await untilRestarted(before);
      expect(application.output()).toContain(logged);
      expect(application.output()).toContain(`The application ended (${ended})`);
    },
    120_000,
  );

  test('SIGTERM stops both processes in order', async () => {
    const child = childId();
    expect(await application.stop()).toBe(0);
    expect(() => process.kill(child, 0)).toThrow('ESRCH');
  });
});

test('each failure in a row doubles the wait up to half a minute; a minute without one resets it', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(restartDelay);
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(countFailures(7, 59_999)).toBe(8);
  expect(countFailures(7, 60_000)).toBe(1);
});
