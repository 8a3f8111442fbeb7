import type ExcelJS from 'exceljs';
import { InvalidUpload } from '../errors.js';
import { isStorable } from '../storableText.js';
import { openWorkbook } from './openWorkbook.js';

/** The text of a cell, or why it is refused. */
export type CellText = { text: string } | { refused: string };

export interface ReadSheet {
  name: string;
  /** Rows that are not empty, by their number in the sheet; cells from column A on. */
  rows: { number: number; cells: CellText[] }[];
}

const maxRows = 60_000;
const maxColumns = 60;
/** XML elements without cell text that an attacker could repeat over a whole sheet. */
const ignoreNodes = [
  'cols',
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'autoFilter',
  'hyperlinks',
  'drawing',
  'picture',
  'tableParts',
  'extLst',
  'legacyDrawing',
];

/**
 * Reads the cells of an uploaded workbook, which is treated as hostile: it is unpacked under limits first, formulas are
 * refused and nothing in it is computed or followed. Runs in a worker (see workbookReader.ts).
 * @throws {InvalidUpload}
 */
export async function readSheets(file: Buffer): Promise<ReadSheet[]> {
  const checked = await openWorkbook(file);
  // Loaded late, so that a refusal needs no time for it.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    const options = { maxRows: maxRows, maxCols: maxColumns, ignoreNodes };
    await workbook.xlsx.load(checked as unknown as ArrayBuffer, options as object);
  } catch (error) {
    const tooMany = /^Max (row|column) count/.test((error as Error).message);
    throw new InvalidUpload(
      tooMany
        ? `工作表的行或列太多（最多 ${maxRows} 行、${maxColumns} 列），请分成几个文件导入。`
        : '该工作簿无法读取，可能已损坏。请用 Excel 打开后另存为 .xlsx 再上传。',
    );
  }
  return workbook.worksheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
}

function rowsOf(sheet: ExcelJS.Worksheet): ReadSheet['rows'] {
  const rows: ReadSheet['rows'] = [];
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: Math.min(row.cellCount, maxColumns) }, (_, index) =>
      cellText(row.getCell(index + 1).value),
    );
    if (cells.some((cell) => 'refused' in cell || cell.text !== '')) rows.push({ number, cells });
  });
  return rows;
}

function cellText(value: ExcelJS.CellValue): CellText {
  if (value === null || value === undefined) return { text: '' };
  if (value instanceof Date)
    return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) };
  if (typeof value !== 'object') return plainText(String(value));
  if ('formula' in value || 'sharedFormula' in value) return { refused: '含有公式，请改为数值后再导入' };
  if ('error' in value) return { refused: `含有错误值 ${value.error}` };
  if ('richText' in value) return plainText(value.richText.map(({ text }) => text).join(''));
  if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
  return { refused: '内容无法识别' };
}

/** Excel writes characters that XML can't hold as `_x0000_`. */
function plainText(text: string): CellText {
  return isStorable(text) ? { text: withoutGuard(text) } : { refused: '含有无法保存的特殊字符' };
}

/** Removes the apostrophe that `writeWorkbook` puts before text that looks like a formula. */
function withoutGuard(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r])/, '');
}
