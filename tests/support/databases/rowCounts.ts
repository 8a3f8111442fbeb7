import type { Knex } from 'knex';

/** Sessions, log-ins, the log of both, and who looked at what: a refused request may write these. */
const notCounted = new Set([
  'sessions',
  'log_ins',
  'security_events',
  'guesses',
  'access_log',
  'knex_migrations',
  'knex_migrations_lock',
]);

const tables = new WeakMap<Knex, string[]>();

/** How many rows each table has, in one statement. */
export async function rowCounts(db: Knex): Promise<Record<string, number>> {
  const names = tables.get(db) ?? (await tableNames(db));
  tables.set(db, names);
  const counts = names.map((name, index) => `(select count(*) from "${name}") as t${index}`);
  const answer = await db.raw(`select ${counts.join(', ')}`);
  const row = (Array.isArray(answer) ? answer[0] : answer.rows[0]) as Record<string, number>;
  return Object.fromEntries(names.map((name, index) => [name, Number(row[`t${index}`])]));
}

async function tableNames(db: Knex): Promise<string[]> {
  const isPostgres = db.client.config.client === 'pg';
  const rows: { name: string }[] = isPostgres
    ? (await db.raw(`select tablename as name from pg_tables where schemaname = 'public'`)).rows
    : await db.raw(`select name from sqlite_master where type = 'table'`);
  return rows.map(({ name }) => name).filter((name) => !notCounted.has(name) && !/^sqlite_|fts/.test(name));
}
