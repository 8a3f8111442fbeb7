import type { Knex } from 'knex';
import { hasRowLocks, toCamelCase } from '../connect.js';
import type { Table } from './tables.js';

/** Rows may bear a whole ticket's state each, so few are in memory at once. */
const portion = 200;

/** The values of a row in the order of the table's columns; true and false on both databases. */
export type RowValues = (string | number | boolean | null)[];

/**
 * The rows of a table in portions, as the transaction sees them from its first query on.
 * @throws {Error} naming table and column of a value that can't be copied
 */
export async function* readTable(tx: Knex.Transaction, table: Table): AsyncGenerator<RowValues[]> {
  const portions = hasRowLocks(tx) ? postgresRows(tx, table) : sqliteRows(tx, table);
  for await (const rows of portions) {
    yield rows.map((row) => table.columns.map((column) => copiedValue(row, table, column)));
  }
}

async function* postgresRows(tx: Knex.Transaction, table: Table): AsyncGenerator<Record<string, unknown>[]> {
  await tx.raw('declare copied_rows no scroll cursor for select * from ??', [table.name]);
  for (;;) {
    const { rows } = await tx.raw(`fetch ${portion} from copied_rows`);
    if (rows.length === 0) break;
    yield rows;
  }
  await tx.raw('close copied_rows');
}

async function* sqliteRows(tx: Knex.Transaction, table: Table): AsyncGenerator<Record<string, unknown>[]> {
  for (let last = -1; ; ) {
    const rows: Record<string, unknown>[] = await tx.raw(
      'select rowid as row_number_, * from ?? where rowid > ? order by rowid limit ?',
      [table.name, last, portion],
    );
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.[rowNumber] as number;
  }
}

const rowNumber = toCamelCase('row_number_');

function copiedValue(
  row: Record<string, unknown>,
  table: Table,
  column: Table['columns'][number],
): string | number | boolean | null {
  const value = column.name in row ? row[column.name] : row[toCamelCase(column.name)];
  if (value === null) return null;
  if (column.isBoolean) return value === true || value === 1;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new Error(`表 ${table.name} 的列 ${column.name} 有不能备份的内容（${typeof value}）`);
}
