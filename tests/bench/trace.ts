import { join } from 'node:path';
import { demoPassword } from '../../src/demo/people.js';
import { connect } from '../../src/platform/db/connect.js';
import { migrate } from '../../src/platform/db/migrate.js';
import { startApplicationProcess } from '../support/http/applicationProcess.js';
import { HttpPerson } from '../support/http/httpPerson.js';
import { playLongTicket } from './longTicket.js';
import { onBothDatabases } from './onBothDatabases.js';

export interface TraceBenchRow {
  database: string;
  page: string;
  median: string;
  p95: string;
  size: string;
}

const events = 5000;
const rounds = 100;
const warmUp = 5;

/** The pages of a ticket with 5,000 events, as the auditor opens them at the built application, on both databases. */
export function benchTrace(): Promise<TraceBenchRow[]> {
  return onBothDatabases({ durable: false }, benchDatabase);
}

async function benchDatabase(
  database: string,
  databaseUrl: string,
  folder: string,
): Promise<TraceBenchRow[]> {
  const number = await fill(databaseUrl);
  const dataDirectory = join(folder, database);
  const application = await startApplicationProcess({ databaseUrl, dataDirectory });
  try {
    const auditor = new HttpPerson(application.url);
    await auditor.logIn('auditor', demoPassword);
    const rows: TraceBenchRow[] = [];
    for (const [page, path] of Object.entries(pagesOf(number))) {
      rows.push({ database, page, ...(await measure(auditor, path)) });
    }
    return rows;
  } finally {
    await application.stop();
  }
}

async function fill(databaseUrl: string): Promise<string> {
  const db = connect(databaseUrl);
  try {
    await migrate(db);
    return (await playLongTicket(db, events)).number;
  } finally {
    await db.destroy();
  }
}

function pagesOf(number: string): Record<string, string> {
  return {
    ticket: `/tickets/${number}`,
    history: `/tickets/${number}/history`,
    'history, changes of data': `/tickets/${number}/history?kind=data`,
    playback: `/tickets/${number}/playback`,
  };
}

async function measure(person: HttpPerson, path: string) {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const begin = performance.now();
    const { status, text } = await person.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    bytes = Buffer.byteLength(text);
    if (round >= warmUp) times.push(performance.now() - begin);
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number).toFixed(0)} ms`;
  return { median: at(0.5), p95: at(0.95), size: `${Math.round(bytes / 1024)} KB` };
}
