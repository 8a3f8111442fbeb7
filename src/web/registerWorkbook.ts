import { once } from 'node:events';
import type { Writable } from 'node:stream';
import excel from 'exceljs';
import { DateTime } from 'luxon';
import type { RegisterEntry } from '../queries/register.js';
import { categoryText } from './presenters/labels.js';
import { channelText } from './presenters/register.js';
import { stateNames } from './registerChoice.js';
import { safeCell } from './safeCell.js';

interface Column {
  title: string;
  /** In characters of Excel's standard font; a Chinese character takes two. */
  width: number;
  value(entry: RegisterEntry, sequence: number): string | number | Date | null;
  format?: string;
  centred?: boolean;
}

const day = 'yyyy-mm-dd';
const minute = 'yyyy-mm-dd hh:mm';

/** What the paper register has, in its order. */
const columnsIn = (timeZone: string): Column[] => [
  { title: '序号', width: 5, value: (_, sequence) => sequence, centred: true },
  { title: '工单编号', width: 17, value: ({ number }) => number },
  { title: '报修时间', width: 11, value: (entry) => wallTime(entry.receivedAt, timeZone), format: minute },
  { title: '方式', width: 5, value: ({ channel }) => channelText(channel), centred: true },
  { title: '客户名称', width: 18, value: ({ customerName }) => customerName },
  { title: '地址', width: 18, value: ({ address }) => address },
  { title: '联系人', width: 8, value: ({ contact }) => contact },
  { title: '电话', width: 14, value: ({ phone }) => phone },
  { title: '产品名称', width: 12, value: ({ productName }) => productName },
  { title: '型号', width: 10, value: ({ productModel }) => productModel },
  { title: '序列号', width: 12, value: ({ serialNumber }) => serialNumber },
  { title: '购买日期', width: 10.5, value: (entry) => wallTime(entry.purchasedOn, 'utc'), format: day },
  { title: '故障现象', width: 24, value: ({ symptom }) => symptom },
  { title: '现场情况', width: 16, value: ({ siteSituation }) => siteSituation },
  { title: '客户要求', width: 16, value: ({ wishes }) => wishes },
  { title: '类别', width: 9, value: ({ category }) => categoryText(category), centred: true },
  { title: '状态', width: 7, value: ({ state }) => stateNames[state], centred: true },
  { title: '工程师', width: 8, value: ({ engineerName }) => engineerName, centred: true },
  { title: '派工时间', width: 11, value: (entry) => wallTime(entry.dispatchedAt, timeZone), format: minute },
];

const headRows = 4;
const lineHeight = 12.5;
const mostLines = 30;
const line = { style: 'thin' } as const;
const ruled = { top: line, left: line, bottom: line, right: line };

/**
 * Writes the register as the paper one looks: A4 landscape, head repeated on each page, ruled, pages numbered. Rows go
 * out as they come; a reader who falls behind is waited for, and one who hangs up ends the work.
 */
export async function writeRegisterWorkbook(
  target: Writable,
  head: { company: string; range: string; made: string },
  portions: AsyncIterable<RegisterEntry[]>,
  timeZone: string,
): Promise<void> {
  const columns = columnsIn(timeZone);
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: target as never, useStyles: true });
  const sheet = workbook.addWorksheet('报修登记簿', sheetOptions);
  sheet.columns = columns.map(({ width }) => ({ width }));
  writeHead(sheet, columns, head);
  let sequence = 0;
  for await (const entries of portions) {
    if (target.destroyed) return;
    for (const entry of entries) writeEntry(sheet, columns, entry, ++sequence);
    if (target.writableNeedDrain) await Promise.race([once(target, 'drain'), once(target, 'close')]);
  }
  sheet.commit();
  await workbook.commit();
}

const sheetOptions: Partial<excel.AddWorksheetOptions> = {
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

function writeHead(
  sheet: excel.Worksheet,
  columns: Column[],
  head: { company: string; range: string; made: string },
): void {
  const centre = { horizontal: 'center', vertical: 'middle' } as const;
  const titles = [
    { text: head.company, font: { size: 12 }, height: 20 },
    { text: '报修登记簿', font: { size: 18, bold: true }, height: 30 },
  ];
  for (const [index, { text, font, height }] of titles.entries()) {
    const row = sheet.getRow(index + 1);
    row.height = height;
    Object.assign(row.getCell(1), { value: safeCell(text), font, alignment: centre });
    sheet.mergeCells(index + 1, 1, index + 1, columns.length);
    row.commit();
  }
  writeRange(sheet, columns.length, head);
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

/** What the file holds on the left, when and by whom it was made on the right. */
function writeRange(sheet: excel.Worksheet, width: number, head: { range: string; made: string }): void {
  const row = sheet.getRow(3);
  const half = Math.floor(width / 2);
  row.height = 18;
  Object.assign(row.getCell(1), { value: safeCell(head.range), alignment: { horizontal: 'left' } });
  Object.assign(row.getCell(half + 1), { value: safeCell(head.made), alignment: { horizontal: 'right' } });
  sheet.mergeCells(3, 1, 3, half);
  sheet.mergeCells(3, half + 1, 3, width);
  row.commit();
}

function writeEntry(sheet: excel.Worksheet, columns: Column[], entry: RegisterEntry, sequence: number): void {
  const values = columns.map((column) => safeCell(column.value(entry, sequence)));
  const row = sheet.addRow(values);
  row.height =
    lineHeight *
      Math.min(
        mostLines,
        Math.max(...values.map((value, index) => linesOf(value, columns[index] as Column))),
      ) +
    4;
  for (const [index, { format, centred }] of columns.entries()) {
    const cell = row.getCell(index + 1);
    cell.font = { size: 9 };
    cell.border = ruled;
    cell.alignment = { vertical: 'middle', wrapText: true, ...(centred ? { horizontal: 'center' } : {}) };
    if (format) cell.numFmt = format;
  }
  row.commit();
}

/** Lines that a value fills in its column: Excel does not measure rows that a program wrote. */
function linesOf(value: string | number | Date | null, { width, format }: Column): number {
  if (format === minute) return 2;
  if (typeof value !== 'string') return 1;
  const perLine = width - 1;
  return value.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(columnsOf(part) / perLine)), 0);
}

function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) as number) > 0x2e7f ? 2 : 1.1), 0);
}

/** A date that Excel shows as the clock on the wall did: it knows no time zones. */
function wallTime(iso: string | null, timeZone: string): Date | null {
  if (iso === null) return null;
  return DateTime.fromISO(iso, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toJSDate();
}
