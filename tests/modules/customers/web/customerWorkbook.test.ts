import type ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDueJob } from '../../../../src/jobs/worker/runDueJob.js';
import { importCustomersJob } from '../../../../src/modules/customers/jobs/importCustomers.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { customerHead, uploadWorkbook, workbookOf } from '../../../support/company/customerWorkbooks.js';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { exportByHttp } from '../../../support/http/exportByHttp.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

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

const download = async (path: string) => (await exportByHttp(app, clerk, path)).workbook;

function rowsIn(workbook: ExcelJS.Workbook, sheet: string): Record<string, unknown>[] {
  const [head = [], ...rows] = (workbook.getWorksheet(sheet)?.getSheetValues().slice(1) ?? []) as unknown[][];
  return rows.map((row) =>
    Object.fromEntries(head.map((title, index) => [String(title), row[index]]).slice(1)),
  );
}

async function uploaded(content: Uint8Array): Promise<string> {
  const answer = await uploadWorkbook(clerk, content);
  expect(answer.status, wordsOf(answer.text)).toBe(303);
  return answer.location as string;
}

const press = async (path: string) =>
  clerk.post(path, { _csrf: csrfTokenOf((await clerk.get('/customers/imports')).text) });

const verdictsOf = async (path: string) => {
  const rows = await database
    .db('customer_import_rows')
    .where({ importId: Number(path.split('/').at(-1)) })
    .orderBy('seq');
  return rows.map(({ verdict }: { verdict: string }) => verdict);
};

describe('the export', () => {
  test('holds the whole file, as it can be read again by another program', async () => {
    const workbook = await download('/customers/export');
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '客户',
      '地点',
      '联系人',
      '产品',
      '保养合同',
    ]);
    const stored = await database
      .db('products')
      .join('customers', 'customers.id', 'products.customerId')
      .orderBy('products.id')
      .select('products.*', 'customers.name as customerName');
    expect(rowsIn(workbook, '产品')).toEqual(
      stored.map((row: Record<string, unknown>) =>
        expect.objectContaining({
          编号: row.id,
          客户编号: row.customerId,
          客户名称: row.customerName,
          产品名称: row.name,
          '出厂编号（序列号）': row.serialNumber,
          保修截止: row.warrantyUntil,
        }),
      ),
    );
    const [contract] = rowsIn(workbook, '保养合同');
    expect(contract).toMatchObject({ 合同编号: 'BY-2026-018', 合同金额: 28_600 });
    expect(rowsIn(workbook, '联系人').find(({ 姓名 }) => 姓名 === '田野')).toMatchObject({
      所在地点: '二期厂区',
    });
  });

  test('is imported again without a single change', async () => {
    const { content } = await exportByHttp(app, clerk, '/customers/export');
    const before = await database.db('customer_changes').count({ count: '*' });
    const path = await uploaded(content);
    await app.runJobs();
    expect(new Set(await verdictsOf(path))).toEqual(new Set(['unchanged']));
    expect(wordsOf((await clerk.get(path)).text)).toContain('没有需要写入的内容');
    expect(await database.db('customer_changes').count({ count: '*' })).toEqual(before);
  });

  test('cannot carry a formula to whoever opens it', async () => {
    await database
      .db('customers')
      .where({ id: 6 })
      .update({ note: '=HYPERLINK("http://x","点我")', contact: '@SUM(1)' });
    const workbook = await download('/customers/export');
    const row = rowsIn(workbook, '客户').find(({ 客户编号 }) => 客户编号 === 6);
    expect(row).toMatchObject({ 备注: `'=HYPERLINK("http://x","点我")`, 联系人: "'@SUM(1)" });
    const path = await uploaded(Buffer.from(await workbook.xlsx.writeBuffer()));
    await app.runJobs();
    expect(new Set(await verdictsOf(path))).toEqual(new Set(['unchanged']));
  });
});

const productHead = ['客户名称', '产品名称', '出厂编号（序列号）', '购买日期', '所在地点'];

describe('an import', () => {
  test('previews the changes, writes them on confirmation, and gives the refused rows back', async () => {
    const path = await uploaded(
      await workbookOf({
        客户: {
          head: customerHead,
          rows: [
            [2, '青岛海丰食品机械厂', null, '新的备注'],
            [null, '章丘新客户锅炉厂', '0531-83201111', null],
            [null, '章丘新客户锅炉厂', null, null],
            [null, '电话不对的厂', '12', null],
            [99_999, '没有的编号', null, null],
            [null, null, '0531-83202222', null],
            [null, { formula: '1+1', result: 2 }, null, null],
            [null, '齐鲁化纤集团', null, null],
          ],
        },
        地点: { head: ['客户名称', '地点名称'], rows: [['章丘新客户锅炉厂', '锅炉房']] },
        产品: {
          head: productHead,
          rows: [
            ['章丘新客户锅炉厂', '蒸汽锅炉', 'ZQ-000001', new Date('2026-03-05T00:00:00Z'), '锅炉房'],
            ['章丘新客户锅炉厂', '蒸汽锅炉', 'ZQ-000002', '2026/3/6', '没有的地点'],
            ['青岛海丰食品机械厂', '真空包装机', 'LG75A-230418', null, null],
            ['查无此户', '泵', 'X-1', null, null],
            ['青岛海丰食品机械厂', '泵', 'X-000002', '某年某月', null],
          ],
        },
      }),
    );
    expect(wordsOf((await clerk.get(path)).text)).toContain('正在核对');
    await app.runJobs();
    expect(await verdictsOf(path)).toEqual(
      'changed new refused refused refused refused refused new new new refused refused refused refused'.split(
        ' ',
      ),
    );
    const preview = wordsOf((await clerk.get(path)).text);
    for (const part of [
      '新的备注',
      '与本表第 3 行重复',
      '含有公式',
      '没有名为「没有的地点」的地点',
      '已登记在客户「济南齐鲁化纤有限公司」名下',
      '客户「查无此户」不在档案中',
      '日期不正确',
      '名称相近',
    ]) {
      expect(preview).toContain(part);
    }
    expect(await database.db('customers').where('name', 'like', '章丘%')).toEqual([]);

    expect((await press(`${path}/run`)).status).toBe(303);
    await app.runJobs();
    expect(wordsOf((await clerk.get(path)).text)).toContain('导入完成，写入 5 行，9 行不能导入');
    const [made] = await database.db('customers').where('name', 'like', '章丘%');
    const [site] = await database.db('sites').where({ customerId: made.id });
    expect(await database.db('products').where({ customerId: made.id })).toEqual([
      expect.objectContaining({ serialNumber: 'ZQ-000001', purchasedOn: '2026-03-05', siteId: site.id }),
    ]);
    const [change] = await database.db('customer_changes').where({ customerId: made.id });
    const person = await database.db('persons').where({ login: 'clerk' }).first();
    expect(change).toMatchObject({ source: 'import', actorId: person.id, actorName: person.name });

    const refused = await download(`${path}/refused`);
    expect(rowsIn(refused, '客户').map(({ 原行号 }) => 原行号)).toEqual([4, 5, 6, 7, 8]);
    expect(rowsIn(refused, '产品')[1]).toMatchObject({
      客户名称: '青岛海丰食品机械厂',
      未导入的原因: expect.stringContaining('名下'),
    });
  });

  test('continues after a restart and a cancellation, and writes nothing twice', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => [null, `批次客户第${index}号`, null, null]);
    const path = await uploaded(await workbookOf({ 客户: { head: customerHead, rows } }));
    await app.runJobs();
    await press(`${path}/run`);
    const runOneJob = async () => {
      const handlers = { importCustomers: importCustomersJob(app.runtime) } as never;
      const quiet = { info: () => undefined, warn: () => undefined } as never;
      return runDueJob(app.runtime, handlers, failJob, quiet);
    };
    const written = async () =>
      Number(
        (await database.db('customers').where('name', 'like', '批次客户%').count({ count: '*' }).first())
          ?.count,
      );
    expect(await runOneJob()).toBe(true);
    expect(await written()).toBe(100);
    expect(wordsOf((await clerk.get(path)).text)).toContain('100 / 450 行');
    await press(`${path}/cancellation`);
    await app.runJobs();
    expect(await written()).toBe(100);
    expect(wordsOf((await clerk.get(path)).text)).toContain('已写入 100 行');

    await press(`${path}/run`);
    await press(`${path}/run`);
    await runOneJob();
    await database
      .db('jobs')
      .where({ kind: 'importCustomers', status: 'ready' })
      .update({ status: 'leased', leasedUntil: '2026-01-01T00:00:00.000Z' });
    await app.runJobs();
    expect(await written()).toBe(450);
    expect(wordsOf((await clerk.get(path)).text)).toContain('导入完成，写入 450 行');
    await app.runJobs();
    expect(await written()).toBe(450);
    expect((await press(`${path}/run`)).status).toBe(403);
  });
});
