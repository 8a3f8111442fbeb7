import type { Knex } from 'knex';
import type { RecordKind } from '../model/recordForms.js';

/** A record of the file with the names of its customer and site. */
export type ExportedRecord = Record<string, string | number | null>;

const batchSize = 200;
const tables: Record<RecordKind, string> = {
  customer: 'customers',
  site: 'sites',
  contact: 'contacts',
  product: 'products',
  contract: 'contracts',
};

/** Reads every record of a kind in the order of entry, in batches. */
export async function* readRecords(db: Knex, kind: RecordKind): AsyncGenerator<ExportedRecord[]> {
  for (let after = 0; ; ) {
    const rows = await selectBatch(db, kind, after);
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    after = Number(rows.at(-1)?.id);
  }
}

/** The number of records of all kinds. */
export async function countRecords(db: Knex): Promise<number> {
  let all = 0;
  for (const [kind, table] of Object.entries(tables)) {
    const query = db(table).count({ count: '*' }).first();
    const row = await (kind === 'customer' ? query.whereNull('mergedInto') : query);
    all += Number(row?.count);
  }
  return all;
}

async function selectBatch(db: Knex, kind: RecordKind, after: number): Promise<ExportedRecord[]> {
  const table = tables[kind];
  const query = db(table).where(`${table}.id`, '>', after).orderBy(`${table}.id`).limit(batchSize);
  if (kind === 'customer') return query.whereNull('mergedInto').select('*');
  query.join('customers', 'customers.id', `${table}.customerId`);
  const columns = [`${table}.*`, 'customers.name as customerName'];
  if (kind !== 'contact' && kind !== 'product') return query.select(columns);
  return query.leftJoin('sites', 'sites.id', `${table}.siteId`).select([...columns, 'sites.name as site']);
}
