import ExcelJS from 'exceljs';
import { type Answer, csrfTokenOf, type HttpPerson } from '../http/httpPerson.js';

export type Cells = (string | number | Date | object | null)[];

/** A workbook with the given rows under our heads. */
export async function workbookOf(sheets: Record<string, { head: string[]; rows: Cells[] }>): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, { head, rows }] of Object.entries(sheets))
    workbook.addWorksheet(name).addRows([head, ...rows]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Sends a workbook to the import of the customer file. */
export async function uploadWorkbook(
  person: HttpPerson,
  content: Uint8Array,
  name = '客户.xlsx',
): Promise<Answer> {
  const body = new FormData();
  body.append('_csrf', csrfTokenOf((await person.get('/customers/imports')).text));
  body.append('file', new Blob([new Uint8Array(content)]), name);
  return person.send('/customers/imports', { method: 'POST', body });
}

export const customerHead = ['客户编号', '客户名称', '电话', '备注'];
