import type { Knex } from 'knex';
import type { FileKind } from '../db/customerChanges.js';

type Row = Record<string, string | number | null>;

const atOnce = 1000;
const tables: Record<FileKind, string> = {
  customer: 'customers',
  site: 'sites',
  contact: 'contacts',
  product: 'products',
  contract: 'contracts',
};

/** Every record of a kind in the order of entry, with the names of its customer and site; read in portions. */
export async function* exportRecords(db: Knex, kind: FileKind): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const rows = await portion(db, kind, after);
    yield* rows;
    if (rows.length < atOnce) return;
    after = Number(rows.at(-1)?.id);
  }
}

async function portion(db: Knex, kind: FileKind, after: number): Promise<Row[]> {
  const table = tables[kind];
  const query = db(table).where(`${table}.id`, '>', after).orderBy(`${table}.id`).limit(atOnce);
  if (kind === 'customer') return query.whereNull('mergedInto').select('*');
  query.join('customers', 'customers.id', `${table}.customerId`);
  const columns = [`${table}.*`, 'customers.name as customerName'];
  if (kind !== 'contact' && kind !== 'product') return query.select(columns);
  return query.leftJoin('sites', 'sites.id', `${table}.siteId`).select([...columns, 'sites.name as site']);
}
