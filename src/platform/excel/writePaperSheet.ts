import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { safeCell } from './safeCell.js';
import { waitForTarget } from './waitForTarget.js';

export type PaperValue = string | number | Date | null;

export interface PaperColumn {
  title: string;
  /** In characters of the standard font; a Chinese character takes two. */
  width: number;
  /** Excel's number format, for dates. */
  format?: string;
  centred?: boolean;
}

export interface PaperSheet {
  title: string;
  company: string;
  /** Under the title: the contents of the sheet, and who made it. */
  left: string;
  right: string;
  columns: readonly PaperColumn[];
  portions: AsyncIterable<PaperValue[][]>;
}

const headRows = 4;
const lineHeight = 12.5;
const maxLines = 30;
const line = { style: 'thin' } as const;
const ruled = { top: line, left: line, bottom: line, right: line };
const centre = { horizontal: 'center', vertical: 'middle' } as const;

/**
 * Writes a ruled list as Chinese offices print it: A4 landscape, the head repeated on each page, pages numbered. Rows go
 * out as they come, and a reader who hangs up ends the work.
 */
export async function writePaperSheet(target: Writable, paper: PaperSheet): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: target, useStyles: true });
  const sheet = workbook.addWorksheet(paper.title, sheetOptions);
  sheet.columns = paper.columns.map(({ width }) => ({ width }));
  writeTitles(sheet, paper);
  writeColumnHeads(sheet, paper.columns);
  const styles = paper.columns.map(styleOf);
  for await (const rows of paper.portions) {
    if (target.destroyed) return;
    for (const values of rows) writeRow(sheet, paper.columns, styles, values);
    await waitForTarget(target);
  }
  sheet.commit();
  await workbook.commit();
}

const sheetOptions: Partial<ExcelJS.AddWorksheetOptions> = {
  pageSetup: {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printTitlesRow: `1:${headRows}`,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  },
  headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  views: [{ state: 'frozen', ySplit: headRows }],
};

/** The company, the title over the whole width, and below on the left and right what and by whom. */
function writeTitles(sheet: ExcelJS.Worksheet, { company, title, left, right, columns }: PaperSheet): void {
  const titles = [
    { text: company, font: { size: 12 }, height: 20 },
    { text: title, font: { size: 18, bold: true }, height: 30 },
  ];
  for (const [index, { text, font, height }] of titles.entries()) {
    const row = sheet.getRow(index + 1);
    row.height = height;
    Object.assign(row.getCell(1), { value: safeCell(text), font, alignment: centre });
    sheet.mergeCells(index + 1, 1, index + 1, columns.length);
    row.commit();
  }
  const row = sheet.getRow(3);
  const half = Math.floor(columns.length / 2);
  row.height = 18;
  Object.assign(row.getCell(1), { value: safeCell(left), alignment: { horizontal: 'left' } });
  Object.assign(row.getCell(half + 1), { value: safeCell(right), alignment: { horizontal: 'right' } });
  sheet.mergeCells(3, 1, 3, half);
  sheet.mergeCells(3, half + 1, 3, columns.length);
  row.commit();
}

function writeColumnHeads(sheet: ExcelJS.Worksheet, columns: readonly PaperColumn[]): void {
  const row = sheet.getRow(headRows);
  row.height = 22;
  for (const [index, { title }] of columns.entries()) {
    Object.assign(row.getCell(index + 1), {
      value: title,
      font: { size: 10, bold: true },
      alignment: { ...centre, wrapText: true },
      border: ruled,
    });
  }
  row.commit();
}

/** One object for all cells of a column, so that the library compares it by identity. */
function styleOf({ format, centred }: PaperColumn): Partial<ExcelJS.Style> {
  return {
    font: { size: 9 },
    border: ruled,
    alignment: { vertical: 'middle', wrapText: true, ...(centred ? { horizontal: 'center' } : {}) },
    ...(format ? { numFmt: format } : {}),
  };
}

function writeRow(
  sheet: ExcelJS.Worksheet,
  columns: readonly PaperColumn[],
  styles: readonly Partial<ExcelJS.Style>[],
  values: PaperValue[],
): void {
  const cells = values.map(safeCell);
  const lines = cells.map((value, index) => linesOf(value, columns[index] as PaperColumn));
  const row = sheet.addRow(cells);
  row.height = lineHeight * Math.min(maxLines, Math.max(...lines)) + 4;
  for (const [index, style] of styles.entries()) row.getCell(index + 1).style = style;
  row.commit();
}

/** Number of lines of a value in its column, because Excel does not measure rows in a generated file. */
function linesOf(value: PaperValue, { width, format }: PaperColumn): number {
  if (typeof value !== 'string') return format && format.length > width ? 2 : 1;
  return value
    .split('\n')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / (width - 1))), 0);
}

function widthOf(text: string): number {
  const firstWide = 0x2e80;
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) as number) < firstWide ? 1.1 : 2;
  return width;
}
