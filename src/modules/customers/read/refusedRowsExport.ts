import { writeWorkbook } from '../../../platform/excel/writeWorkbook.js';
import { type ExportWriter, mapRows } from '../../exports/index.js';
import { recordSheets } from '../model/recordSheets.js';
import { countRefusedRows, readRefusedRows } from './customerImports.js';

/** The rows that an import refused, unchanged and with the reasons, to be corrected and imported again. */
export const refusedRowsExport: ExportWriter<{ importId: number }, 'refusedRows'> = {
  kind: 'refusedRows',
  count: (db, { importId }) => countRefusedRows(db, importId),
  write(target, { query: { importId } }, { db, countRows }) {
    const sheets = recordSheets.map(({ kind, name, columns }) => ({
      name,
      columns: [...columns, { title: '原行号', width: 8 }, { title: '未导入的原因', width: 60 }],
      portions: mapRows(countRows(readRefusedRows(db, importId, kind)), ({ cells, rowNumber, reason }) => [
        ...columns.map(({ field }) => cells[field] || null),
        rowNumber,
        reason,
      ]),
    }));
    return writeWorkbook(target, sheets);
  },
};
