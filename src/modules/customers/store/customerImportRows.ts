import type { Knex } from 'knex';
import type { RecordKind } from '../model/recordForms.js';
import type { Facts } from './customerChanges.js';

/** `waiting` until the row is checked. */
export type Verdict = 'waiting' | 'new' | 'changed' | 'unchanged' | 'refused';

/** One line of an uploaded workbook with its result. */
export interface ImportRow {
  importId: number;
  /** From 1 on, over all sheets; customers come before their records. */
  seq: number;
  kind: RecordKind;
  rowNumber: number;
  /** The name of the customer, or of the record's customer, as the workbook has it. */
  customerName: string;
  /** Texts by field. */
  cells: Record<string, string>;
  verdict: Verdict;
  /** Why the row is refused, or a warning. */
  reason: string | null;
  changes: { before: Facts; after: Facts } | null;
  /** Whether it has been written. */
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

/** The next rows after a sequence number. */
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
 * Rows of a kind about a customer of this name that come before a row and are not refused. They are sorted here, because
 * with an `order by` SQLite would read all rows of the import by their numbers.
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

/** The numbers of rows by kind, verdict and whether they are written. */
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
