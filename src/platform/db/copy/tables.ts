import type { Knex } from 'knex';
import { hasRowLocks } from '../connect.js';

/** A table as the database knows it; names are those of SQL. */
export interface Table {
  name: string;
  columns: { name: string; isBoolean: boolean }[];
}

/** What a database keeps for itself, and log-ins, which nobody wants back. */
const left = new Set(['knex_migrations', 'knex_migrations_lock', 'sessions', 'log_ins']);

/** All tables with content of the installation, by name. */
export async function selectTables(db: Knex): Promise<Table[]> {
  const columns = hasRowLocks(db) ? await postgresColumns(db) : await sqliteColumns(db);
  const tables = new Map<string, Table>();
  for (const { table, column, type } of columns) {
    if (left.has(table)) continue;
    const entry = tables.get(table) ?? { name: table, columns: [] };
    entry.columns.push({ name: column, isBoolean: type === 'boolean' });
    tables.set(table, entry);
  }
  return [...tables.values()];
}

interface Column {
  table: string;
  column: string;
  type: string;
}

async function postgresColumns(db: Knex): Promise<Column[]> {
  const { rows } = await db.raw(
    `select c.table_name as "table", c.column_name as "column", c.data_type as "type"
     from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
     order by c.table_name, c.ordinal_position`,
  );
  return rows;
}

function sqliteColumns(db: Knex): Promise<Column[]> {
  return db.raw(
    `select m.name as "table", c.name as "column", lower(c.type) as "type"
     from sqlite_master m join pragma_table_info(m.name) c
     where m.type = 'table' and m.name not like 'sqlite_%'
     order by m.name, c.cid`,
  );
}

/** The last number that each table gave to a row, also to one that is gone: no number is ever given twice. */
export async function selectLastIds(db: Knex): Promise<Record<string, number>> {
  if (!hasRowLocks(db)) {
    const rows: { name: string; seq: number }[] = await db.raw('select name, seq from sqlite_sequence');
    return Object.fromEntries(rows.filter(({ name }) => !left.has(name)).map(({ name, seq }) => [name, seq]));
  }
  const ids: Record<string, number> = {};
  for (const { table, sequence } of await postgresSequences(db)) {
    const { rows } = await db.raw(`select last_value, is_called from ${sequence}`);
    if (rows[0].is_called) ids[table] = rows[0].last_value;
  }
  return ids;
}

/** Lets the tables go on numbering after `lastIds`. */
export async function setLastIds(db: Knex, lastIds: Readonly<Record<string, number>>): Promise<void> {
  if (hasRowLocks(db)) {
    for (const { table, sequence } of await postgresSequences(db))
      if (lastIds[table]) await db.raw('select setval(?::regclass, ?)', [sequence, lastIds[table]]);
    return;
  }
  await db.raw('delete from sqlite_sequence where name not in (?, ?)', [
    'knex_migrations',
    'knex_migrations_lock',
  ]);
  for (const [table, last] of Object.entries(lastIds))
    await db.raw('insert into sqlite_sequence (name, seq) values (?, ?)', [table, last]);
}

/** The sequence of each table, quoted as SQL wants it. */
async function postgresSequences(db: Knex): Promise<{ table: string; sequence: string }[]> {
  const { rows } = await db.raw(
    `select table_name as "table", pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name), column_name) as sequence
     from information_schema.columns
     where table_schema = current_schema()
       and pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name), column_name) is not null`,
  );
  return rows.filter(({ table }: { table: string }) => !left.has(table));
}
