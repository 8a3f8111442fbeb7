import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { waitForTarget } from './waitForTarget.js';

export type CellValue = string | number | null;

export interface WrittenSheet {
  name: string;
  columns: { title: string; width: number }[];
  portions: AsyncIterable<CellValue[][]> | Iterable<CellValue[][]>;
}

/**
 * Writes a workbook row by row into a stream, so that its size doesn't matter; the head stays in sight, and a reader who
 * hangs up ends the work.
 */
export async function writeWorkbook(target: Writable, sheets: readonly WrittenSheet[]): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: target, useStyles: true });
  for (const { name, columns, portions } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width }) => ({ width, style: { numFmt: '@' } }));
    const head = sheet.addRow(columns.map(({ title }) => title));
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7F0FA' } };
    head.commit();
    for await (const rows of portions) {
      if (target.destroyed) return;
      for (const row of rows) sheet.addRow(row.map(guarded)).commit();
      await waitForTarget(target);
    }
    sheet.commit();
  }
  await workbook.commit();
}

/** Puts an apostrophe before text that looks like a formula, in case the sheet is saved as CSV and opened again. */
function guarded(value: CellValue): CellValue {
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
