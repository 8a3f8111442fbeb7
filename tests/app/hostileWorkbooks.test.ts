import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerHead, uploadWorkbook, workbookOf } from '../support/company/customerWorkbooks.js';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import type { HttpPerson } from '../support/http/httpPerson.js';
import { wordsOf } from '../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let clerk: HttpPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  clerk = await personAt(app, 'clerk');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** A zip with one deflated entry of so many zero bytes beside the name that makes it a workbook. */
function bomb(bytes: number, declared = bytes): Buffer {
  const entries = [
    { name: 'xl/workbook.xml', data: deflateRawSync(Buffer.from('<workbook/>')), size: 11 },
    { name: 'xl/worksheets/sheet1.xml', data: deflateRawSync(Buffer.alloc(bytes)), size: declared },
  ];
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size } of entries) {
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const central = Buffer.alloc(46 + name.length);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    central.write(name, 46);
    parts.push(local, data);
    directory.push(central);
    offset += local.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

async function hugeRanges(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('客户');
  sheet.addRows([customerHead, [null, '合并单元格的厂', null, null]]);
  const zip = await JSZip.loadAsync(await workbook.xlsx.writeBuffer());
  const part = 'xl/worksheets/sheet1.xml';
  const xml = await zip.file(part)?.async('string');
  zip.file(
    part,
    String(xml).replace(
      '</sheetData>',
      '</sheetData><mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>',
    ),
  );
  return zip.generateAsync({ type: 'nodebuffer' });
}

async function hugeName(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('客户').addRows([customerHead]);
  const zip = await JSZip.loadAsync(await workbook.xlsx.writeBuffer());
  const xml = await zip.file('xl/workbook.xml')?.async('string');
  const name = '<definedNames><definedName name="a">客户!$A$1:$XFD$1048576</definedName></definedNames>';
  zip.file('xl/workbook.xml', String(xml).replace('</sheets>', `</sheets>${name}`));
  return zip.generateAsync({ type: 'nodebuffer' });
}

describe('a hostile file is refused with a reason:', () => {
  const cases: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
    ['no zip at all', () => Buffer.from('客户名称,电话\n甲,1'), '不是 Excel 工作簿'],
    ['an empty file', () => Buffer.alloc(0), '请选择'],
    [
      'a cut-off workbook',
      async () => (await workbookOf({ 客户: { head: customerHead, rows: [] } })).subarray(0, 900),
      '不是 Excel 工作簿',
    ],
    ['a zip bomb', () => bomb(200 * 1024 * 1024), '展开后过大'],
    ['a zip bomb that claims to be small', () => bomb(200 * 1024 * 1024, 100), '不是 Excel 工作簿'],
    ['a name over a whole sheet', hugeName, '展开后过大'],
    ['wrong sheets', () => workbookOf({ Sheet1: { head: ['甲'], rows: [['乙']] } }), '没有找到工作表'],
    ['a wrong head', () => workbookOf({ 客户: { head: ['公司'], rows: [['乙']] } }), '没有“客户名称”一列'],
    [
      'nothing below the head',
      () => workbookOf({ 客户: { head: customerHead, rows: [] } }),
      '没有可导入的内容',
    ],
    [
      'too many columns',
      () => workbookOf({ 客户: { head: customerHead, rows: [Array(500).fill('x')] } }),
      '太多',
    ],
  ];
  test.each(cases)('%s', async (_what, content, reason) => {
    const before = await database.db('customer_imports').count({ count: '*' });
    const answer = await uploadWorkbook(clerk, await content());
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain(reason);
    expect(await database.db('customer_imports').count({ count: '*' })).toEqual(before);
  });

  test('100 MB', async () => {
    const answer = await uploadWorkbook(clerk, Buffer.alloc(100 * 1024 * 1024, 1));
    expect(answer.status).toBe(413);
    expect(wordsOf(answer.text)).toContain('不能超过 20 MB');
  });

  test('cells merged over a whole sheet are not read one by one', async () => {
    expect((await uploadWorkbook(clerk, await hugeRanges())).status).toBe(303);
    await app.runJobs();
    expect(await database.db('customer_import_rows').pluck('verdict')).toEqual(['new']);
  });
});
