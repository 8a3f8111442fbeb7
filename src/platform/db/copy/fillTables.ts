import type { Knex } from 'knex';
import { hasRowLocks } from '../connect.js';
import type { RowValues } from './readTable.js';
import { selectTables, setLastIds, type Table } from './tables.js';

/** Where the rows of a table come from: its columns in the order of the values. */
export interface TableContent {
  name: string;
  columns: readonly string[];
  rows: AsyncIterable<RowValues[]>;
}

/**
 * Replaces the content of all tables, in one transaction; what the migrations wrote goes. Foreign keys are checked at the end, when
 * all rows are there.
 * @throws {Error} naming a table or column that the database does not have, a row that does not fit, a reference to nothing
 */
export async function fillTables(
  db: Knex,
  contents: AsyncIterable<TableContent>,
  lastIds: Readonly<Record<string, number>>,
): Promise<void> {
  const tables = new Map((await selectTables(db)).map((table) => [table.name, table]));
  await withoutForeignKeys(db, async (tx) => {
    for (const name of tables.keys()) await tx(name).delete();
    for await (const content of contents) await fillTable(tx, tables.get(content.name), content);
    await setLastIds(tx, lastIds);
  });
}

async function fillTable(
  tx: Knex.Transaction,
  table: Table | undefined,
  content: TableContent,
): Promise<void> {
  if (!table) throw new Error(`数据库里没有表 ${content.name}`);
  const columns = content.columns.map((name) => {
    const column = table.columns.find((one) => one.name === name);
    if (!column) throw new Error(`表 ${table.name} 没有列 ${name}`);
    return column;
  });
  const asStored = storedValue(hasRowLocks(tx));
  for await (const rows of content.rows) {
    const records = rows.map((row) =>
      Object.fromEntries(
        columns.map(({ name, isBoolean }, at) => [name, asStored(row[at] ?? null, isBoolean)]),
      ),
    );
    for (let at = 0; at < records.length; at += portionOf(columns.length))
      await insertRecords(tx, table.name, records.slice(at, at + portionOf(columns.length)));
  }
}

async function insertRecords(tx: Knex.Transaction, table: string, records: object[]): Promise<void> {
  try {
    await tx(table).insert(records);
  } catch (error) {
    throw new Error(`表 ${table} 的数据写不进去：${error instanceof Error ? error.message : error}`);
  }
}

/** SQLite takes 32,766 values in a statement. */
const mostValues = 30_000;
const portionOf = (columns: number) => Math.max(1, Math.min(200, Math.floor(mostValues / columns)));

/** SQLite has no booleans. */
const storedValue = (hasBooleans: boolean) => (value: RowValues[number], isBoolean: boolean) =>
  isBoolean && !hasBooleans && value !== null ? Number(value) : value;

/** Rows refer to rows that come later; so the keys are off while they are written, and all are checked before the commit. */
async function withoutForeignKeys(db: Knex, work: (tx: Knex.Transaction) => Promise<void>): Promise<void> {
  if (hasRowLocks(db)) return db.transaction((tx) => withKeysDropped(tx, work));
  await db.raw('pragma foreign_keys = off');
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      const faults: { table: string; parent: string }[] = await tx.raw('pragma foreign_key_check');
      if (faults[0]) throw new Error(`表 ${faults[0].table} 有一行指向 ${faults[0].parent} 中没有的行`);
    });
  } finally {
    await db.raw('pragma foreign_keys = on');
  }
}

/** Making a key again checks all rows. */
async function withKeysDropped(
  tx: Knex.Transaction,
  work: (tx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  const { rows: keys } = await tx.raw(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  for (const { table, name } of keys) await tx.raw(`alter table ${table} drop constraint ??`, [name]);
  await work(tx);
  for (const { table, name, definition } of keys)
    await tx.raw(`alter table ${table} add constraint ?? ${definition}`, [name]);
}
