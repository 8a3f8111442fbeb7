import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { multiplyTickets } from '../support/databases/multiplyTickets.js';
import { startPostgres } from '../support/databases/postgresServer.js';
import { completeOne, countCompleted, openSite, prepare, type Site } from './httpSite.js';

export interface HttpBenchRow {
  database: string;
  measure: string;
  value: string;
}

const atOnce = 8;
const timedAtOnce = 240;
const timedOneByOne = 80;
const warmUp = 20;
const few = 100;
const many = 20_000;

/**
 * Completions through HTTP with all that belongs to them (log-in, CSRF, form, engine, audit, commit to disk), measured
 * at the built application in processes of its own, on SQLite and on PostgreSQL as they run in production.
 */
export async function benchHttp(): Promise<HttpBenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-bench-'));
  const postgres = await startPostgres({ durable: true });
  try {
    const sqlite = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;
    await postgres.createDatabase('large');
    return [
      ...(await benchDatabase('SQLite', folder, { small: sqlite('small'), large: sqlite('large') })),
      ...(await benchDatabase('PostgreSQL', folder, {
        small: postgres.url('postgres'),
        large: postgres.url('large'),
      })),
    ];
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchDatabase(
  database: string,
  folder: string,
  urls: { small: string; large: string },
): Promise<HttpBenchRow[]> {
  const small = await openSite(urls.small, join(folder, `${database}-small`));
  try {
    const large = await openSite(urls.large, join(folder, `${database}-large`));
    try {
      const compared = await compare(small, large);
      const perSecond = await timeAtOnce(small);
      return rowsOf(database, perSecond, compared);
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}

/** Median milliseconds of one completion with nothing else going on. */
interface Compared {
  small: number;
  large: number;
}

/** Takes turns between the two sites, so that whatever else the machine does slows both alike. */
async function compare(smallSite: Site, largeSite: Site): Promise<Compared> {
  const small = await prepare(smallSite, few);
  const large = await prepare(largeSite, few);
  await multiplyTickets(largeSite.db, many);
  await noticeClosedConnections();
  const times: Record<keyof Compared, number[]> = { small: [], large: [] };
  for (let turn = 0; turn < warmUp + timedOneByOne; turn += 1) {
    const milliseconds = {
      small: await completeOne(smallSite, small[turn]!),
      large: await completeOne(largeSite, large[turn]!),
    };
    if (turn < warmUp) continue;
    times.small.push(milliseconds.small);
    times.large.push(milliseconds.large);
  }
  return { small: median(times.small), large: median(times.large) };
}

async function timeAtOnce(site: Site): Promise<number> {
  const prepared = await prepare(site, timedAtOnce);
  const before = await countCompleted(site);
  const begin = performance.now();
  const lane = async () => {
    for (let one = prepared.pop(); one; one = prepared.pop()) await completeOne(site, one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - begin) / 1000;
  const done = (await countCompleted(site)) - before;
  if (done !== timedAtOnce) throw new Error(`${done} of ${timedAtOnce} completions are in the database`);
  return timedAtOnce / seconds;
}

function rowsOf(database: string, perSecond: number, { small, large }: Compared): HttpBenchRow[] {
  const row = (measure: string, value: string) => ({ database, measure, value });
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return [
    row(`completions per second, ${atOnce} at once`, perSecond.toFixed(0)),
    row(`one completion with ${few} tickets`, milliseconds(small)),
    row(`one completion with ${many} tickets`, milliseconds(large)),
    row('growth of a completion', `${(large / small).toFixed(2)} times`),
  ];
}

/** While SQLite copied rows this process could not hear that the server had closed idle connections. */
function noticeClosedConnections(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
