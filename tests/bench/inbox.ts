import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { type OpenView, selectInbox } from '../../src/modules/tasks/read/inbox.js';
import { countDue, countInbox } from '../../src/modules/tasks/read/inboxCounts.js';
import type { SortName } from '../../src/modules/tasks/read/inboxOrder.js';
import type { TaskFilter } from '../../src/modules/tasks/read/taskCondition.js';
import type { Person } from '../../src/platform/actor.js';
import { connect } from '../../src/platform/db/connect.js';
import { startPostgres } from '../support/databases/postgresServer.js';
import type { SampleCustomer } from './fillCustomerFile.js';
import { benchGroups, benchPeople } from './fillInbox.js';

export interface InboxBenchRow {
  database: string;
  what: string;
  small: string;
  large: string;
  ratio: string;
}

const sizes = [10_000, 1_000_000] as const;
const rounds = 400;
const warmUps = 100;

/** The inbox with 10,000 and with 1,000,000 open tasks: p95 of each, and how much longer the larger one takes. */
export async function benchInbox(databases: readonly ('sqlite' | 'postgres')[]): Promise<InboxBenchRow[]> {
  const rows: InboxBenchRow[] = [];
  for (const database of databases) {
    const folder = mkdtempSync(join(tmpdir(), 'serviceflow-inbox-'));
    const postgres = database === 'postgres' ? await startPostgres({ durable: false }) : null;
    try {
      const urls = sizes.map(
        (tasks) => postgres?.url(`inbox${tasks}`) ?? `sqlite:${join(folder, `${tasks}.db`)}`,
      );
      for (const tasks of sizes) await postgres?.createDatabase(`inbox${tasks}`);
      for (const [what, [small, large]] of await compare(urls)) {
        const ms = (figure: number) => `${figure.toFixed(2)} ms`;
        const ratio = (large / small).toFixed(2);
        rows.push({ database, what, small: ms(small), large: ms(large), ratio });
      }
    } finally {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

/** A database of the bench with the customers that are looked for in it. */
interface Filled {
  db: Knex;
  samples: readonly SampleCustomer[];
}

/** p95 of each look in milliseconds, at both sizes. */
async function compare(urls: readonly string[]): Promise<Map<string, [number, number]>> {
  const [small, large] = urls.map((url, index) => {
    const begin = performance.now();
    const samples = fillElsewhere(url, sizes[index] as number);
    console.log(
      `\n${sizes[index]} open tasks, filled in ${Math.round((performance.now() - begin) / 1000)} s`,
    );
    return { db: connect(url), samples };
  }) as Filled[] as [Filled, Filled];
  try {
    console.log(await planOf(large.db, large.samples));
    return await measure(small, large);
  } finally {
    await small.db.destroy();
    await large.db.destroy();
  }
}

/** By a process of its own: one that has made a million rows itself is busy for a while with what it left behind. */
function fillElsewhere(url: string, tasks: number): SampleCustomer[] {
  const program = join(import.meta.dirname, 'fillInboxMain.ts');
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', program, url, String(tasks)], options),
  );
}

const personAt = (round: number): Person => ({
  id: 1 + (round % benchPeople),
  name: '',
  groups: [benchGroups[round % 16] as string, benchGroups[(round + 5) % 16] as string],
});

type Look = (db: Knex, round: number) => Promise<unknown>;

function looks(samples: readonly SampleCustomer[]): Record<string, Look> {
  const page = (view: OpenView, filter: (round: number) => TaskFilter, sort: SortName = 'due'): Look => {
    return (db, round) => selectInbox(db, personAt(round), view, { filter: filter(round), sort });
  };
  const sample = (round: number) => samples[round % samples.length] as SampleCustomer;
  const moments = { now: '2026-06-15T00:00:00.000Z', soon: '2026-06-15T04:00:00.000Z' };
  return {
    'first page, mine': page('mine', () => ({})),
    'first page, my groups': page('available', () => ({})),
    'my groups by urgency': page('available', () => ({}), 'urgency'),
    'my groups, one process': page('available', (round) => ({ processKey: `process-${round % 10}` })),
    'my groups, overdue': page('available', () => ({ dueBefore: moments.now })),
    'search: customer name': page('available', (round) => ({ text: sample(round).name })),
    'search: phone': page('available', (round) => ({ text: sample(round).phone.slice(-8) })),
    'search: very many (有限公司)': page('available', () => ({ text: '有限公司' })),
    'search: ticket number': page('available', (round) => ({ text: `YC-${20260000 + round}-${round}` })),
    'counts of the navigation': (db, round) => countInbox(db, personAt(round)),
    'counts of overdue and soon': (db, round) => countDue(db, personAt(round), 'available', moments),
  };
}

/**
 * The sizes take turns, so that whatever else the machine does slows both alike; every look is taken some times before the
 * first is measured: else it is the compiler that is measured.
 */
async function measure(small: Filled, large: Filled): Promise<Map<string, [number, number]>> {
  const found = new Map<string, [number, number]>();
  const [smallLooks, largeLooks] = [looks(small.samples), looks(large.samples)];
  for (const what of Object.keys(smallLooks)) {
    const both = [
      { db: small.db, look: smallLooks[what] as Look, times: [] as number[] },
      { db: large.db, look: largeLooks[what] as Look, times: [] as number[] },
    ];
    for (let round = -warmUps; round < rounds; round += 1)
      for (const { db, look, times } of both) {
        const begin = performance.now();
        await look(db, round + warmUps);
        if (round >= 0) times.push(performance.now() - begin);
      }
    found.set(what, both.map(({ times }) => p95(times)) as [number, number]);
  }
  return found;
}

function p95(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] as number;
}

/** The plan of each statement that one look at each list sends. */
async function planOf(db: Knex, samples: readonly SampleCustomer[]): Promise<string> {
  const statements = new Map<string, readonly unknown[]>();
  const note = ({ sql, bindings = [] }: { sql: string; bindings?: readonly unknown[] }) =>
    void statements.set(sql, bindings);
  db.on('query', note);
  for (const look of Object.values(looks(samples))) await look(db, 1);
  db.removeListener('query', note);
  const isPostgres = db.client.config.client === 'pg';
  const lines = new Set<string>();
  for (const [sql, bindings] of statements) {
    if (!/inbox_entries/.test(sql)) continue;
    const explain = isPostgres ? 'explain' : 'explain query plan';
    const answer = await db.raw(`${explain} ${sql.replace(/\$\d+/g, '?')}`, bindings as string[]);
    const plan: Record<string, string>[] = isPostgres ? answer.rows : answer;
    for (const row of plan)
      lines.add(
        String(row.detail ?? row['QUERY PLAN'] ?? row.queryPlan)
          .replace(/\(cost.*\)/, '')
          .trim(),
      );
  }
  return [...lines]
    .filter((line) => /scan|search|sort|b-tree/i.test(line))
    .map((line) => `  ${line}`)
    .join('\n');
}
