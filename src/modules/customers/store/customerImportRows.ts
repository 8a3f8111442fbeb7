import type { Knex } from 'knex';
import type { RecordKind } from '../model/recordForms.js';
import type { Facts } from './customerChanges.js';

/** waiting until it is checked. */
export type Verdict = 'waiting' | 'new' | 'changed' | 'unchanged' | 'refused';

/** One line of an uploaded workbook and what becomes of it. */
export interface ImportRow {
  importId: number;
  /** From 1 on, over all sheets; customers come before what hangs on them. */
  seq: number;
  kind: RecordKind;
  rowNumber: number;
  /** The customer's name, its own or that of whom it hangs on, as it is written there. */
  customerName: string;
  /** Texts by field. */
  cells: Record<string, string>;
  verdict: Verdict;
  /** Why it is refused, or what is to be looked at. */
  reason: string | null;
  changes: { before: Facts; after: Facts } | null;
  /** It has been written. */
  done: boolean;
}

const batchSize = 80;

const parse = (row: ImportRow): ImportRow => ({
  ...row,
  cells: JSON.parse(row.cells as unknown as string),
  changes: row.changes === null ? null : JSON.parse(row.changes as unknown as string),
  done: Boolean(row.done),
});

export async function insertImportRows(tx: Knex, rows: readonly ImportRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize) {
    await tx('customer_import_rows').insert(
      rows.slice(start, start + batchSize).map((row) => ({
        ...row,
        cells: JSON.stringify(row.cells),
        changes: row.changes === null ? null : JSON.stringify(row.changes),
      })),
    );
  }
}

/** The next rows behind a sequence number. */
export async function selectImportRows(
  db: Knex,
  importId: number,
  { after, limit, verdict, kind }: { after: number; limit: number; verdict?: Verdict; kind?: RecordKind },
): Promise<ImportRow[]> {
  const query = db('customer_import_rows')
    .where({ importId })
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit);
  if (verdict) query.where({ verdict });
  if (kind) query.where({ kind });
  return (await query).map(parse);
}

export async function updateImportRow(
  tx: Knex,
  { importId, seq }: Pick<ImportRow, 'importId' | 'seq'>,
  change: Partial<Pick<ImportRow, 'verdict' | 'reason' | 'changes' | 'done'>>,
): Promise<void> {
  const changes =
    change.changes === undefined ? {} : { changes: change.changes && JSON.stringify(change.changes) };
  await tx('customer_import_rows')
    .where({ importId, seq })
    .update({ ...change, ...changes });
}

const maxEarlierRows = 2000;

/**
 * Rows of a kind about a customer of this name that come before a row and are not refused. Their order is made here: asked
 * for it, SQLite walks through all rows of the import by their numbers.
 */
export async function selectEarlierRows(
  db: Knex,
  row: Pick<ImportRow, 'importId' | 'seq' | 'customerName'>,
  kind: RecordKind,
): Promise<ImportRow[]> {
  const { importId, seq, customerName } = row;
  const rows: ImportRow[] = await db('customer_import_rows')
    .where({ importId, customerName, kind })
    .limit(maxEarlierRows);
  return rows
    .filter((other) => other.seq < seq && other.verdict !== 'refused')
    .sort((one, other) => one.seq - other.seq)
    .map(parse);
}

/** How many rows there are of each kind and verdict, and how many of them are written. */
export async function countImportRows(
  db: Knex,
  importId: number,
): Promise<{ kind: RecordKind; verdict: Verdict; done: boolean; count: number }[]> {
  const counted: (Pick<ImportRow, 'kind' | 'verdict' | 'done'> & { count: number | string })[] = await db(
    'customer_import_rows',
  )
    .where({ importId })
    .groupBy('kind', 'verdict', 'done')
    .select('kind', 'verdict', 'done')
    .count({ count: '*' });
  return counted.map((row) => ({ ...row, done: Boolean(row.done), count: Number(row.count) }));
}
