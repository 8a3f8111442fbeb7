import type { Knex } from 'knex';
import type { RecordKind } from '../model/recordForms.js';
import {
  countImportRows,
  type ImportRow,
  selectImportRows,
  type Verdict,
} from '../store/customerImportRows.js';
import { type CustomerImportRow, selectImport } from '../store/customerImports.js';

export interface ListedImport extends CustomerImportRow {
  creatorName: string;
  rows: number;
}

export interface ImportPage {
  found: ListedImport;
  /** Rows by kind and verdict. */
  counts: { kind: RecordKind; verdict: Verdict; count: number }[];
  /** Rows that were written. */
  written: number;
  rows: ImportRow[];
  next: number | null;
}

const pageSize = 50;

/** @throws {NotFound} */
export { selectImport } from '../store/customerImports.js';

/** The latest imports, newest first. */
export async function selectImports(db: Knex): Promise<ListedImport[]> {
  const found: (CustomerImportRow & { creatorName: string })[] = await db('customer_imports')
    .join('persons', 'persons.id', 'customer_imports.createdBy')
    .orderBy('customer_imports.id', 'desc')
    .limit(20)
    .select('customer_imports.*', 'persons.name as creatorName');
  return Promise.all(found.map(async (one) => ({ ...one, rows: await countRows(db, one.id) })));
}

/** One import with a page of its rows, all or those of one verdict. @throws {NotFound} */
export async function selectImportPage(
  db: Knex,
  id: number,
  { verdict, after = 0 }: { verdict?: Verdict; after?: number },
): Promise<ImportPage> {
  const found = await selectImport(db, id);
  const { name } = await db('persons').where({ id: found.createdBy }).first('name');
  const counts = await countImportRows(db, id);
  const rows = await selectImportRows(db, id, { after, limit: pageSize + 1, verdict });
  const shown = rows.slice(0, pageSize);
  const sum = (list: { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
  return {
    found: { ...found, creatorName: name, rows: sum(counts) },
    counts,
    written: sum(counts.filter(({ done }) => done)),
    rows: shown,
    next: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null,
  };
}

const batchSize = 200;

/** Reads every refused row of one kind of an import, in batches. */
export async function* readRefusedRows(
  db: Knex,
  importId: number,
  kind: RecordKind,
): AsyncGenerator<ImportRow[]> {
  for (let after = 0; ; ) {
    const rows = await selectImportRows(db, importId, { after, limit: batchSize, verdict: 'refused', kind });
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.seq ?? after;
  }
}

/** The number of refused rows of an import. */
export async function countRefusedRows(db: Knex, importId: number): Promise<number> {
  const counts = await countImportRows(db, importId);
  return counts
    .filter(({ verdict }) => verdict === 'refused')
    .reduce((sum, { count }) => sum + Number(count), 0);
}

async function countRows(db: Knex, importId: number): Promise<number> {
  return Number((await db('customer_import_rows').where({ importId }).count({ count: '*' }).first())?.count);
}
