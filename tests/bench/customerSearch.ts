import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { customerTerms } from '../../src/modules/customers/model/searchTerms.js';
import { findCustomers } from '../../src/modules/customers/read/customerFile.js';
import { connect } from '../../src/platform/db/connect.js';
import { migrate } from '../../src/platform/db/migrate.js';
import { startPostgres } from '../support/databases/postgresServer.js';
import { fillCustomerFile, type SampleCustomer } from './fillCustomerFile.js';

export interface SearchBenchRow {
  database: string;
  typed: string;
  median: string;
  p95: string;
  longest: string;
}

const customers = 100_000;
const rounds = 200;

/** The search of the forms and of the customer list while typing, on both databases, with the plan of its statements. */
export async function benchCustomerSearch(): Promise<SearchBenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-search-'));
  const postgres = await startPostgres({ durable: false });
  try {
    return [
      ...(await benchDatabase('SQLite', `sqlite:${join(folder, 'file.db')}`)),
      ...(await benchDatabase('PostgreSQL', postgres.url('postgres'))),
    ];
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchDatabase(database: string, url: string): Promise<SearchBenchRow[]> {
  const db = connect(url);
  try {
    await migrate(db);
    const samples = await fillCustomerFile(db, customers);
    console.log(`\n${database}: ${await sizes(db)}\n${await planOf(db)}`);
    const rows: SearchBenchRow[] = [];
    for (const [typed, texts] of Object.entries(typings(samples))) {
      rows.push({ database, typed, ...(await measure(db, texts)) });
    }
    return rows;
  } finally {
    await db.destroy();
  }
}

/** What people type for customers that are there, key by key where it says so. */
function typings(samples: readonly SampleCustomer[]): Record<string, string[]> {
  const chosen = samples
    .filter((_, index) => index % Math.floor(samples.length / rounds) === 0)
    .slice(0, rounds);
  const of = (text: (sample: SampleCustomer, index: number) => string) => chosen.map(text);
  const initials = ({ name }: SampleCustomer) =>
    customerTerms({ name, phone: null, contact: null }).find((term) => /^[a-z]{5,12}$/.test(term)) ?? '';
  const pinyin = ({ name }: SampleCustomer) =>
    customerTerms({ name, phone: null, contact: null }).find((term) => /^[a-z]{16,}$/.test(term)) ?? '';
  const keys = (text: (sample: SampleCustomer) => string) =>
    of((sample, index) => text(sample).slice(0, 1 + (index % text(sample).length)));
  return {
    'name, key by key': keys(({ name }) => name),
    'part of the name': of(({ name }, index) => name.slice(2 + (index % 3), 5 + (index % 3))),
    'initials, key by key': keys(initials),
    'full pinyin, key by key': keys(pinyin),
    'phone, key by key': keys(({ phone }) => phone),
    'part of the phone': of(({ phone }) => phone.slice(6, 11)),
    'serial number, key by key': keys(({ serialNumbers }) => serialNumbers[0] as string),
    'part of the serial number': of(({ serialNumbers }) => (serialNumbers[1] as string).slice(-6)),
    'two words': of(({ name, phone }) => `${name.slice(0, 2)} ${phone.slice(-4)}`),
    'place and trade (very many of each)': of(({ name }) => `${name.slice(0, 2)} ${name.slice(-6, -4)}`),
    'one character': of(({ name }, index) => name.charAt(index % name.length)),
    'the legal form': of(() => '有限公司'),
    'nothing there': of((_, index) => `无此客户${index}`),
  };
}

async function measure(db: Knex, texts: readonly string[]) {
  const times: number[] = [];
  for (const text of texts) {
    const begin = performance.now();
    await findCustomers(db, text);
    times.push(performance.now() - begin);
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number).toFixed(1)} ms`;
  return { median: at(0.5), p95: at(0.95), longest: at(1) };
}

/** The plan of each statement that one search of two words sends. */
async function planOf(db: Knex): Promise<string> {
  const statements: { sql: string; bindings: readonly unknown[] }[] = [];
  const note = ({ sql, bindings = [] }: { sql: string; bindings?: readonly unknown[] }) =>
    void statements.push({ sql, bindings });
  db.on('query', note);
  await findCustomers(db, '济南齐鲁');
  await findCustomers(db, '有限公司 齐鲁德福');
  db.removeListener('query', note);
  const isPostgres = db.client.config.client === 'pg';
  const lines = new Set<string>();
  for (const { sql, bindings } of statements) {
    const explain = isPostgres ? 'explain' : 'explain query plan';
    const answer = await db.raw(`${explain} ${sql.replace(/\$\d+/g, '?')}`, bindings as string[]);
    const plan: Record<string, string>[] = isPostgres ? answer.rows : answer;
    for (const row of plan)
      lines.add(
        String(row.detail ?? row['QUERY PLAN'] ?? row['queryPlan'])
          .replace(/\(cost.*\)/, '')
          .trim(),
      );
  }
  return [...lines]
    .filter((line) => /scan|search/i.test(line))
    .map((line) => `  ${line}`)
    .join('\n');
}

async function sizes(db: Knex): Promise<string> {
  const count = async (table: string) => Number((await db(table).count({ count: '*' }).first())?.count);
  const bytes =
    db.client.config.client === 'pg'
      ? (await db.raw(`select pg_total_relation_size('search_terms') as bytes`)).rows[0].bytes
      : (
          await db
            .raw(`select sum(pgsize) as bytes from dbstat where name like '%search_terms%'`)
            .catch(() => [])
        )[0]?.bytes;
  const size = bytes ? `${Math.round(Number(bytes) / 2 ** 20)} MB` : 'size not known';
  return `${await count('customers')} customers, ${await count('products')} products, ${await count('search_terms')} terms (${size} with indexes)`;
}
