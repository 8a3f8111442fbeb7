import type { Knex } from 'knex';

/** Ids of a copy are those of the original plus a multiple of this. */
const stride = 100_000;

/** Columns that a copy can't share with its original, as SQL over `series.k`; all others are copied as they are. */
const changedColumns: Record<string, string> = {
  id: `id + series.k * ${stride}`,
  ticket_id: `ticket_id + series.k * ${stride}`,
  task_id: `task_id + series.k * ${stride}`,
  parent_id: `parent_id + series.k * ${stride}`,
  number: `number || '-' || series.k`,
  request_key: 'null',
};

const tables = [
  'tickets',
  'tasks',
  'task_candidate_groups',
  'task_exclusions',
  'form_submissions',
  'register_entries',
  'audit_events',
  'jobs',
];

/**
 * Copies all tickets with everything that hangs on them until there are about `total`, as rows that differ in nothing but
 * their ids, so that a table of that size is there in seconds. (The copies' audit hashes name the original's id.)
 */
export async function multiplyTickets(db: Knex, total: number): Promise<void> {
  const present = Number((await db('tickets').count({ count: '*' }).first())?.count);
  const copies = Math.ceil(total / present) - 1;
  for (const table of tables) await copyRows(db, table, copies);
  await db.raw('analyze');
  if (db.client.config.client === 'pg') await moveSequences(db);
  else await db.raw('pragma wal_checkpoint(truncate)');
}

/** Copies the tickets with their lines of the register alone: for what reads the register and nothing else. */
export async function multiplyRequests(db: Knex, copies: number): Promise<void> {
  for (const table of ['tickets', 'register_entries']) await copyRows(db, table, copies);
}

async function copyRows(db: Knex, table: string, copies: number): Promise<void> {
  const columns = Object.keys(await db(table).columnInfo()).map(snakeCase);
  const values = columns.map((column) => changedColumns[column] ?? column);
  await db.raw(
    `with recursive series(k) as (select 1 union all select k + 1 from series where k < ${copies})
     insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table}, series`,
  );
}

async function moveSequences(db: Knex): Promise<void> {
  for (const table of ['tickets', 'tasks', 'form_submissions', 'jobs']) {
    await db.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
