import { InvalidUpload } from '../../../platform/errors.js';
import type { CellText, ReadSheet } from '../../../platform/excel/readSheets.js';
import type { NewImport } from '../commands/importCustomers.js';
import { type RecordSheet, recordSheets } from '../model/recordSheets.js';

type Row = NewImport['rows'][number];

const maxRows = 50_000;
const maxCellLength = 2000;

/**
 * The rows of an uploaded workbook, customers first. Sheets may be missing, but one of ours must exist with our heads; an
 * error in a row refuses that row only.
 * @throws {InvalidUpload}
 */
export function importRows(sheets: readonly ReadSheet[]): Row[] {
  const names = recordSheets.map(({ name }) => name);
  const ours = recordSheets.flatMap((sheet) => sheets.find(({ name }) => name.trim() === sheet.name) ?? []);
  if (ours.length === 0) {
    throw new InvalidUpload(`没有找到工作表“${names.join('”“')}”。请使用本系统导出的文件或空白模板。`);
  }
  const rows = recordSheets.flatMap((sheet) =>
    rowsOf(
      sheet,
      sheets.find(({ name }) => name.trim() === sheet.name),
    ),
  );
  if (rows.length === 0) throw new InvalidUpload('工作簿里没有可导入的内容。');
  if (rows.length > maxRows) throw new InvalidUpload(`一次最多导入 ${maxRows} 行，请分成几个文件。`);
  return rows.map((row, index) => ({ ...row, seq: index + 1 }));
}

function rowsOf(sheet: RecordSheet, read: ReadSheet | undefined): Omit<Row, 'seq'>[] {
  const [head, ...rows] = read?.rows ?? [];
  if (!head) return [];
  const columnIndexes = columnPlaces(sheet, head.cells);
  return rows.map(({ number, cells }) => {
    const given = [...columnIndexes].map(([field, place]) => [field, cells[place] ?? { text: '' }] as const);
    const texts = given.flatMap(([field, cell]) => ('text' in cell ? [[field, cell.text] as const] : []));
    const reason = whyRowIsRefused(sheet, given);
    const values = Object.fromEntries(
      texts.map(([field, text]) => [field, text.slice(0, maxCellLength).trim()]),
    );
    const name = (sheet.kind === 'customer' ? values.name : values.customerName) ?? '';
    return {
      kind: sheet.kind,
      rowNumber: number,
      customerName: name.slice(0, 200),
      cells: values,
      verdict: reason === null ? 'waiting' : 'refused',
      reason,
    };
  });
}

/** The index of each of our columns, found by the head; the order does not matter. @throws {InvalidUpload} */
function columnPlaces(sheet: RecordSheet, head: readonly CellText[]): Map<string, number> {
  const titles = head.map((cell) => ('text' in cell ? cell.text.replace(/[\s*＊]/g, '') : ''));
  const places = new Map<string, number>();
  for (const { field, title } of sheet.columns) {
    const place = titles.indexOf(title);
    if (place >= 0) places.set(field, place);
  }
  const needed = sheet.columns.find(({ field }) => field === (sheet.kind === 'contract' ? 'number' : 'name'));
  if (needed && !places.has(needed.field)) {
    throw new InvalidUpload(`工作表“${sheet.name}”第一行没有“${needed.title}”一列，请使用本系统导出的表头。`);
  }
  return places;
}

function whyRowIsRefused(sheet: RecordSheet, cells: readonly (readonly [string, CellText])[]): string | null {
  const reasons = cells.flatMap(([field, cell]) => {
    const title = sheet.columns.find((column) => column.field === field)?.title;
    if ('refused' in cell) return [`${title}：${cell.refused}`];
    return cell.text.length > maxCellLength ? [`${title}：内容超过 ${maxCellLength} 个字`] : [];
  });
  return reasons.length === 0 ? null : reasons.join('；').slice(0, 500);
}
