import { fromCents } from '../../../forms/compute/amounts.js';
import { type CellValue, writeWorkbook } from '../../../platform/excel/writeWorkbook.js';
import { type ExportWriter, mapRows } from '../../exports/index.js';
import { recordSheets } from '../model/recordSheets.js';
import { countRecords, type ExportedRecord, readRecords } from './customerExport.js';

/** The whole customer file as a workbook that can be imported again. */
export const customersExport: ExportWriter<Record<string, never>, 'customers'> = {
  kind: 'customers',
  count: (db) => countRecords(db),
  write(target, _order, { db, countRows }) {
    const sheets = recordSheets.map(({ kind, name, columns }) => ({
      name,
      columns,
      portions: mapRows(countRows(readRecords(db, kind)), (record) =>
        columns.map(({ field }) => cellOf(record, field)),
      ),
    }));
    return writeWorkbook(target, sheets);
  },
};

function cellOf(record: ExportedRecord, field: string): CellValue {
  if (field !== 'price') return record[field] ?? null;
  const cents = record.priceCents;
  return typeof cents === 'number' ? fromCents(cents) : null;
}
