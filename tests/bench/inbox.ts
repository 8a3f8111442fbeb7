import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { connect } from '../../src/db/connect.js';
import { migrate } from '../../src/db/migrate.js';
import { type OpenView, selectInbox, type TaskFilter } from '../../src/queries/inbox.js';
import { countDue, countInbox } from '../../src/queries/inboxCounts.js';
import type { SortName } from '../../src/queries/inboxOrder.js';
import type { Person } from '../../src/rules/actor.js';
import { startPostgres } from '../support/postgresServer.js';
import type { SampleCustomer } from './fillCustomerFile.js';
import { benchGroups, benchPeople, fillInbox } from './fillInbox.js';

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
    const [small, large] = [await measureAt(database, sizes[0]), await measureAt(database, sizes[1])];
    for (const [what, time] of small) {
      const other = large.get(what) as number;
      const ms = (figure: number) => `${figure.toFixed(2)} ms`;
      rows.push({ database, what, small: ms(time), large: ms(other), ratio: (other / time).toFixed(2) });
    }
  }
  return rows;
}

async function measureAt(database: 'sqlite' | 'postgres', tasks: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-inbox-'));
  const postgres = database === 'postgres' ? await startPostgres({ durable: false }) : null;
  const db = connect(postgres ? postgres.url('postgres') : `sqlite:${join(folder, 'inbox.db')}`);
  try {
    await migrate(db);
    const begin = performance.now();
    const samples = await fillInbox(db, tasks);
    console.log(
      `\n${database}, ${tasks} open tasks, filled in ${Math.round((performance.now() - begin) / 1000)} s`,
    );
    if (tasks === sizes[1]) console.log(await planOf(db, samples));
    return await measure(db, samples);
  } finally {
    await db.destroy();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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

/** Every look is taken some times before the first is measured: else it is the compiler that is measured. */
async function measure(db: Knex, samples: readonly SampleCustomer[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const all = Object.entries(looks(samples));
  for (const [, look] of all) for (let round = 0; round < warmUps; round += 1) await look(db, round);
  for (const [what, look] of all) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begin = performance.now();
      await look(db, round);
      times.push(performance.now() - begin);
    }
    times.sort((one, other) => one - other);
    found.set(what, times[Math.floor(rounds * 0.95)] as number);
  }
  return found;
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
