import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { exportByHttp } from '../../../support/http/exportByHttp.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { startByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let desk: HttpPerson;
let clerk: HttpPerson;
const numbers: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  desk = await personAt(app, 'desk');
  clerk = await personAt(app, 'clerk');
  numbers.push(
    await startByHttp(desk, {
      receivedAt: '2026-11-22T09:00',
      symptom: '昨天的故障',
      'customer.name': '聊城东阿纺织厂',
    }),
    await startByHttp(desk, { receivedAt: '2026-11-23T13:00', symptom: '=HYPERLINK("http://x","y")' }),
    await startByHttp(desk, {
      receivedAt: '2026-11-23T13:30',
      symptom: '今天的故障',
      siteSituation: '@现场',
      wishes: '+1',
    }),
  );
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const listed = (html: string) =>
  [...html.matchAll(/<a class="list-title list-nowrap" href="\/tickets\/([^"]+)"/g)].map((match) => match[1]);

async function searchCustomer(person: HttpPerson, fields: Record<string, string>) {
  const { text } = await person.get('/register');
  return person.post('/register/search', { _csrf: csrfTokenOf(text), ...fields });
}

describe('the page', () => {
  test('shows the service desk the newest request first, and the dispatcher those left from yesterday', async () => {
    const [yesterday, first, second] = numbers;
    const forDesk = await desk.get('/register');
    expect(listed(forDesk.text)).toEqual([second, first, yesterday]);
    expect(forDesk.text).not.toContain('当日没有派工');
    const forClerk = await clerk.get('/register');
    expect(listed(forClerk.text)).toEqual([yesterday, second, first]);
    expect(wordsOf(forClerk.text)).toContain('有 1 件报修当日没有派工，已排在最前，请先安排。');
    expect(forClerk.text.match(/class="is-marked"/g)).toHaveLength(1);
    expect(wordsOf(forClerk.text)).toContain('当日未派');
  });

  test('is filtered by the address', async () => {
    const day = await desk.get('/register?from=2026-11-23&to=2026-11-23&order=oldest');
    expect(listed(day.text)).toEqual([numbers[1], numbers[2]]);
    expect(listed((await desk.get('/register?state=ended')).text)).toEqual([]);
    expect(wordsOf((await desk.get('/register?state=ended')).text)).toContain('没有符合条件的报修');
  });

  test('reports a range that ends before it begins', async () => {
    const { text } = await desk.get('/register?from=2026-11-23&to=2026-11-01');
    expect(wordsOf(text)).toContain('结束日期早于开始日期。');
  });

  test.each([
    'from=2026-13-45',
    'state=%27',
    'category=Z',
    'engineer=1e9',
    'after=x',
    'from=1&from=2',
    'engineer=999999',
  ])('takes %s for what it is: nothing that it offers', async (query) => {
    expect((await desk.get(`/register?${query}`)).status).toBe(200);
  });

  test('keeps the customer out of the address and clears it again', async () => {
    const answer = await searchCustomer(desk, { customer: '聊城', state: 'waiting' });
    expect(answer.location).toBe('/register?state=waiting');
    expect(listed((await desk.get('/register')).text)).toEqual([numbers[0]]);
    await searchCustomer(desk, { customer: '' });
    expect(listed((await desk.get('/register')).text)).toHaveLength(3);
  });
});

describe('the workbook', () => {
  async function exported(person: HttpPerson, fields: Record<string, string> = {}) {
    const { response, workbook } = await exportByHttp(app, person, '/register/export', fields);
    return { response, sheet: workbook.worksheets[0] as excel.Worksheet };
  }

  test('looks like the paper register', async () => {
    const { response, sheet } = await exported(desk);
    expect(response.headers.get('content-disposition')).toContain(
      encodeURIComponent('报修登记簿_2026-11-23.xlsx'),
    );
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:4',
    });
    expect(sheet.headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页');
    const title = sheet.getCell('A2');
    expect([title.value, title.alignment.horizontal, title.isMerged]).toEqual(['报修登记簿', 'center', true]);
    expect(sheet.getCell('A1').value).toBe('山东恒泰机电工程有限公司');
    expect(sheet.getCell('A3').value).toBe('全部　共 3 条');
    expect(sheet.getCell('S3').value).toBe('王晓燕 导出于 2026-11-23 14:00');
    for (const address of ['A4', 'S4', 'A5', 'S7']) {
      expect(Object.keys(sheet.getCell(address).border)).toEqual(
        expect.arrayContaining(['top', 'left', 'bottom', 'right']),
      );
    }
    expect(sheet.getColumn(13).width).toBe(24);
    expect(sheet.rowCount).toBe(7);
  });

  test('holds what the register holds, in the order it came', async () => {
    const { sheet } = await exported(desk);
    const cells = (row: number) => (sheet.getRow(row).values as unknown[]).slice(1);
    expect(cells(4)).toEqual([
      '序号',
      '工单编号',
      '报修时间',
      '方式',
      '客户名称',
      '地址',
      '联系人',
      '电话',
      '产品名称',
      '型号',
      '序列号',
      '购买日期',
      '故障现象',
      '现场情况',
      '客户要求',
      '类别',
      '状态',
      '工程师',
      '派工时间',
    ]);
    expect([5, 6, 7].map((row) => cells(row)[1])).toEqual(numbers);
    expect(cells(5).slice(0, 10)).toEqual([
      1,
      numbers[0],
      new Date('2026-11-22T09:00:00.000Z'),
      '电话',
      '聊城东阿纺织厂',
      '青岛市城阳区正阳路 9 号',
      '宋宁',
      '0532-85001122',
      '真空包装机',
      'ZB-420',
    ]);
    expect(sheet.getCell('C5').numFmt).toBe('yyyy-mm-dd hh:mm');
    expect(sheet.getCell('Q5').value).toBe('未派工');
  });

  test('treats no text of a customer as a formula', async () => {
    const { sheet } = await exported(desk);
    expect([sheet.getCell('M6').type, sheet.getCell('M6').value]).toEqual([
      excel.ValueType.String,
      `'=HYPERLINK("http://x","y")`,
    ]);
    expect(sheet.getCell('N7').value).toBe("'@现场");
    expect(sheet.getCell('O7').value).toBe('+1');
  });

  test('is filtered like the page, and the auditor sees who exported it', async () => {
    await searchCustomer(clerk, { customer: '聊城' });
    const { sheet } = await exported(clerk, { from: '2026-11-01', to: '2026-11-30', state: 'waiting' });
    expect(sheet.rowCount).toBe(5);
    expect(sheet.getCell('A3').value).toBe(
      '日期：2026-11-01 至 2026-11-30；状态：未派工；客户：聊城　共 1 条',
    );
    const { text } = await (await personAt(app, 'auditor')).get('/exports?of=all');
    const words = wordsOf(text);
    expect(words).toContain(
      '报修登记簿 日期：2026-11-01 至 2026-11-30；状态：未派工；客户：聊城 李静 今天 14:00 已导出 1 今天 14:00',
    );
    expect(words).toContain('报修登记簿 全部 王晓燕 今天 14:00 已导出 3 今天 14:00');
  });
});
