import type { Response } from 'express';
import { type CellValue, writeWorkbook } from '../excel/writeWorkbook.js';
import { type FileSheet, fileSheets } from '../forms/fileSheets.js';
import { exportRecords } from '../queries/customerExport.js';
import type { Handler } from './deps.js';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** GET /customers/export: the whole file as a workbook that can be imported again. */
export const exportFile: Handler = async (web, _req, res) => {
  describeWorkbook(res, '客户档案.xlsx');
  const sheets = fileSheets.map((sheet) => ({
    ...sheet,
    rows: rowsOf(sheet, exportRecords(web.runtime.db, sheet.kind)),
  }));
  await writeWorkbook(res, sheets);
};

/** GET /customers/template: the sheets with their heads only. */
export const template: Handler = async (_web, _req, res) => {
  describeWorkbook(res, '客户档案模板.xlsx');
  await writeWorkbook(
    res,
    fileSheets.map((sheet) => ({ ...sheet, rows: [] })),
  );
};

export function describeWorkbook(res: Response, name: string): void {
  res.set({
    'Content-Type': workbookType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Cache-Control': 'no-store',
  });
}

async function* rowsOf(
  { columns }: FileSheet,
  records: AsyncIterable<Record<string, string | number | null>>,
): AsyncGenerator<CellValue[]> {
  for await (const record of records) yield columns.map(({ field }) => cellOf(record, field));
}

function cellOf(record: Record<string, string | number | null>, field: string): CellValue {
  if (field !== 'price') return record[field] ?? null;
  const cents = record.priceCents;
  return typeof cents === 'number' ? cents / 100 : null;
}
