import { join } from 'node:path';
import { demoPassword } from '../../src/demo/people.js';
import { connect } from '../../src/platform/db/connect.js';
import { multiplyCustomers } from '../support/databases/multiplyCustomers.js';
import { startApplicationProcess } from '../support/http/applicationProcess.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { onBothDatabases } from './onBothDatabases.js';

export interface ExportBenchRow {
  database: string;
  measure: string;
  value: string;
}

const customers = 150_000;
const warmUps = 50;
const rounds = 300;

/**
 * A long export at the built application: rows a second, and how much longer somebody else waits for the inbox meanwhile.
 */
export function benchExports(): Promise<ExportBenchRow[]> {
  return onBothDatabases({ durable: true }, benchDatabase);
}

async function benchDatabase(
  database: string,
  databaseUrl: string,
  folder: string,
): Promise<ExportBenchRow[]> {
  const application = await startApplicationProcess({ databaseUrl, dataDirectory: join(folder, database) });
  const db = connect(databaseUrl);
  try {
    await multiplyCustomers(db, customers);
    const [clerk, engineer] = [new HttpPerson(application.url), new HttpPerson(application.url)];
    await clerk.logIn('clerk', demoPassword);
    await engineer.logIn('engineer', demoPassword);
    for (let round = 0; round < warmUps; round += 1) await openInbox(engineer);
    const idle: number[] = [];
    for (let round = 0; round < rounds; round += 1) idle.push(await openInbox(engineer));
    const alone = await exportBeside(clerk, async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return [];
    });
    const beside = await exportBeside(clerk, async () => {
      const times: number[] = [];
      for (let round = 0; round < 10; round += 1) times.push(await openInbox(engineer));
      return times;
    });
    const row = (measure: string, value: string) => ({ database, measure, value });
    const compared = (share: number) => {
      const [before, during] = [at(idle, share), at(beside.times, share)];
      return `${before.toFixed(1)} and ${during.toFixed(1)} ms, ${(during / before).toFixed(2)} times`;
    };
    return [
      row(`rows a second of ${customers}, alone`, (customers / alone.seconds).toFixed(0)),
      row('rows a second beside one who never stops', (customers / beside.seconds).toFixed(0)),
      row('inbox without and beside it, median', compared(0.5)),
      row('inbox without and beside it, p95', compared(0.95)),
    ];
  } finally {
    await db.destroy();
    await application.stop();
  }
}

/** Milliseconds until the inbox is there. */
async function openInbox(person: HttpPerson): Promise<number> {
  const begin = performance.now();
  const { status } = await person.get('/tasks');
  if (status !== 200) throw new Error(`the inbox answered ${status}`);
  return performance.now() - begin;
}

/** Seconds of an export, and what others measured while it went on. */
async function exportBeside(
  clerk: HttpPerson,
  others: () => Promise<number[]>,
): Promise<{ seconds: number; times: number[] }> {
  const _csrf = csrfTokenOf((await clerk.get('/account')).text);
  const begin = performance.now();
  const { location } = await clerk.post('/customers/export', { _csrf });
  const times: number[] = [];
  for (;;) {
    times.push(...(await others()));
    const { text } = await clerk.get(location as string);
    if (text.includes('可下载')) return { seconds: (performance.now() - begin) / 1000, times };
  }
}

function at(times: readonly number[], share: number): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * share)] as number;
}
