import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';
import type { RecordKind } from '../model/recordForms.js';
import { contacts } from '../store/contacts.js';
import { selectOptionalContractByNumber } from '../store/contracts.js';
import { type ImportRow, selectEarlierRows } from '../store/customerImportRows.js';
import { selectCustomersByName } from '../store/customers.js';
import { products, selectProductsBySerial } from '../store/products.js';
import { sites } from '../store/sites.js';
import { type CustomerRecord, maxRecords, selectRecord } from './customerRecords.js';

/** A row is refused for a reason that the uploader can correct. */
export class RefusedRow extends Error {}

/** The customer of a row; `isInEarlierRow`: the customer is new and comes from an earlier row of the workbook. */
export type Owner =
  | { customer: CustomerRecord; isInEarlierRow: false }
  | { customer: null; isInEarlierRow: true };

/**
 * Finds the customer of a row by its number, otherwise by its exact name.
 * @returns null for a new customer @throws {RefusedRow}
 */
export async function findOwner(db: Knex, row: ImportRow): Promise<Owner | null> {
  const { kind, cells, customerName } = row;
  const id = kind === 'customer' ? cells.id : cells.customerId;
  if (id) return { customer: await recordOf(db, 'customer', id, '客户编号'), isInEarlierRow: false };
  const known = await selectCustomersByName(db, customerName);
  if (known.length > 1)
    throw new RefusedRow(`档案中有 ${known.length} 户名为「${customerName}」，请填写客户编号`);
  if (known[0]) return { customer: await selectRecord(db, 'customer', known[0].id), isInEarlierRow: false };
  if (kind === 'customer') return null;
  const earlierRows = await selectEarlierRows(db, row, 'customer');
  if (earlierRows.length > 0) return { customer: null, isInEarlierRow: true };
  throw new RefusedRow(
    customerName === ''
      ? '没有填写客户编号或客户名称'
      : `客户「${customerName}」不在档案中，也不在本工作簿可导入的客户中`,
  );
}

/** Finds the record of a row by its number, otherwise by the key of its kind; null for a new record. */
export async function findRecord(db: Knex, row: ImportRow, owner: Owner): Promise<CustomerRecord | null> {
  const { kind, cells } = row;
  if (kind === 'customer') return owner.customer;
  const customerId = owner.customer?.id ?? null;
  if (cells.id) {
    const known = await recordOf(db, kind, cells.id, '编号');
    if (known.customerId !== customerId) throw new RefusedRow(`编号 ${cells.id} 属于另一客户`);
    return known;
  }
  const found = await findByKey(db, kind, cells, customerId);
  if (!found) return null;
  if (found.customerId !== customerId) {
    const other = await selectRecord(db, 'customer', found.customerId);
    throw new RefusedRow(`${keyName(kind)} ${keyOf(kind, cells)} 已登记在客户「${other.facts.name}」名下`);
  }
  return selectRecord(db, kind, found.id);
}

/** @throws {RefusedRow} when an earlier row of the workbook is about the same record */
export async function refuseRepeated(db: Knex, row: ImportRow): Promise<void> {
  const key = keyOf(row.kind, row.cells);
  if (row.cells.id || key === '') return;
  const earlier = await selectEarlierRows(db, row, row.kind);
  const same = earlier.find(
    ({ cells }) => keyOf(row.kind, cells) === key && cells.customerId === row.cells.customerId,
  );
  if (same) throw new RefusedRow(`与本表第 ${same.rowNumber} 行重复`);
}

/** The id of the customer's site with this name; null when an earlier row creates it. @throws {RefusedRow} */
export async function findSite(db: Knex, row: ImportRow, owner: Owner, name: string): Promise<number | null> {
  const known = owner.customer ? await sites.selectOf(db, owner.customer.id, maxRecords) : [];
  const site = known.find((one) => one.name === name);
  if (site) return site.id;
  const coming = await selectEarlierRows(db, row, 'site');
  if (coming.some(({ cells }) => cells.name === name)) return null;
  throw new RefusedRow(`该客户没有名为「${name}」的地点`);
}

function keyOf(kind: RecordKind, cells: ImportRow['cells']): string {
  if (kind === 'product') return cells.serialNumber ?? '';
  return (kind === 'contract' ? cells.number : cells.name) ?? '';
}

function keyName(kind: RecordKind): string {
  return kind === 'product' ? '序列号' : '合同编号';
}

async function findByKey(
  db: Knex,
  kind: Exclude<RecordKind, 'customer'>,
  cells: ImportRow['cells'],
  customerId: number | null,
): Promise<{ id: number; customerId: number } | undefined> {
  const key = keyOf(kind, cells);
  if (kind === 'contract') return key === '' ? undefined : selectOptionalContractByNumber(db, key);
  if (kind === 'product' && key !== '') {
    const same = await selectProductsBySerial(db, key);
    return same.find((product) => product.customerId === customerId) ?? same[0];
  }
  if (customerId === null) return undefined;
  if (kind === 'product') {
    const own = await products.selectOf(db, customerId, maxRecords);
    const model = cells.model || null;
    return own.find((one) => one.name === cells.name && one.model === model && one.serialNumber === null);
  }
  const table = kind === 'site' ? sites : contacts;
  const own: { id: number; customerId: number; name: string }[] = await table.selectOf(
    db,
    customerId,
    maxRecords,
  );
  return own.find((one) => one.name === key);
}

async function recordOf(db: Knex, kind: RecordKind, text: string, what: string): Promise<CustomerRecord> {
  const missing = new RefusedRow(`档案中没有${what}为 ${text.slice(0, 20)} 的记录`);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw missing;
  const found = await selectRecord(db, kind, Number(text)).catch((error) => {
    throw error instanceof NotFound ? missing : error;
  });
  if (kind === 'customer' && found.customerId !== found.id) {
    throw new RefusedRow(`编号 ${text} 的客户已并入其他客户（编号 ${found.customerId}）`);
  }
  return found;
}
