import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { screenshot } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { expectMessage, field, logIn } from '../../support/browser/remoteServicePages.js';
import { workOnce } from '../../support/company/workOnce.js';

const scene = useBrowserScene();

test('the clerk finds a customer while typing, corrects the file, and merges a double entry', async () => {
  const clerk = await scene.enter('clerk');
  const { page } = clerk;
  clerk.watch.expectFault(/422/);
  await page
    .getByRole('navigation', { name: '主导航', exact: true })
    .getByRole('link', { name: '客户档案' })
    .click();
  await scene.look(clerk, '60-customers');
  await field(page, '查找客户').fill('jnql');
  await page.getByRole('option', { name: /济南齐鲁化纤有限公司/ }).waitFor();
  await scene.look(clerk, '61-customers-typing', [1440]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/customers\/\d+$/);
  await scene.look(clerk, '62-customer');

  await page.getByRole('link', { name: '新增产品' }).click();
  await field(page, '产品名称').fill('真空包装机');
  await field(page, '出厂编号（序列号）').fill('DZ600-260301');
  await field(page, '所在地点').selectOption({ label: '二期厂区' });
  await field(page, '购买日期').fill('2026-11-01');
  await field(page, '保修截止').fill('2026-10-01');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('有 1 处需要修改').waitFor();
  await scene.look(clerk, '63-customer-product-refused');
  await field(page, '保修截止').fill('2027-11-01');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('客户档案中已有相近的记录').waitFor();
  await scene.look(clerk, '64-customer-duplicate');
  await page.getByRole('button', { name: '仍然保存' }).click();
  await expectMessage(page, '产品已保存');
  await page
    .getByRole('row', { name: /真空包装机/ })
    .getByText('保修期内')
    .waitFor();

  await page.goto('/customers');
  await page.getByRole('link', { name: '新增客户' }).click();
  await field(page, '客户名称').fill('齐鲁化纤公司');
  await field(page, '电话').fill('13853100188');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '仍然保存' }).click();
  await expectMessage(page, '客户已保存');
  const doubled = page.url();
  await page.getByRole('link', { name: '合并客户' }).click();
  await scene.look(clerk, '65-merge-choose', [1440]);
  await field(page, '要并入的客户').fill('济南齐鲁');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: /选择：济南齐鲁化纤有限公司/ }).click();
  await page.getByRole('link', { name: '交换两户' }).click();
  await scene.look(clerk, '66-merge');
  await page.getByRole('button', { name: '确认合并' }).click();
  await expectMessage(page, '两户已合并');
  await page.goto(doubled);
  await page.getByText('已并入本客户').waitFor();
  await page.getByRole('link', { name: '全部记录' }).click();
  await page.getByText('并入客户“齐鲁化纤公司”').waitFor();
  await scene.look(clerk, '67-customer-history');
});

test('without JavaScript the file is searched and edited; the slower of two people sees the newer content', async () => {
  const desk = await scene.arrive({ javaScript: false });
  desk.watch.expectFault(/409/);
  await logIn(desk.page, 'desk');
  await desk.page.goto('/customers');
  await field(desk.page, '查找客户').fill('鲁东 zz');
  await desk.page.getByRole('button', { name: '查找' }).click();
  await desk.page.getByRole('link', { name: '潍坊鲁东造纸股份有限公司' }).click();
  expect(desk.page.url(), 'no customer data in an address').toMatch(/\/customers\/\d+$/);
  await desk.page.getByRole('link', { name: '修改客户' }).click();
  await field(desk.page, '备注').fill('进厂须登记');
  const [row] = await scene.database.db('customers').where('name', 'like', '潍坊鲁东%');
  await scene.database
    .db('customers')
    .where({ id: row.id })
    .update({ revision: 2, note: '门卫 24 小时值班' });
  await desk.page.getByRole('button', { name: '保存', exact: true }).click();
  await desk.page.getByText('刚刚有人修改了这条记录').waitFor();
  await desk.page.getByText('门卫 24 小时值班').waitFor();
  expect(await field(desk.page, '备注').inputValue()).toBe('进厂须登记');
  await screenshot(desk.page, '68-customer-stale');
  await desk.page.getByRole('button', { name: '保存', exact: true }).click();
  await expectMessage(desk.page, '客户已保存');
  expect((await scene.database.db('customers').where({ id: row.id }).first()).note).toBe('进厂须登记');
});

test('the auditor reads the file and changes nothing', async () => {
  const auditor = await scene.enter('auditor', { dark: true });
  await auditor.page.goto('/customers');
  await auditor.page.getByRole('link', { name: '济南齐鲁化纤有限公司' }).click();
  expect(await auditor.page.getByRole('link', { name: /修改|新增|合并/ }).count()).toBe(0);
  await scene.look(auditor, '69-customer-auditor', [1440]);
});

test('a workbook is checked, shown and imported', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('客户').addRows([
    ['客户编号', '客户名称', '电话', '备注'],
    [2, '青岛海丰食品机械厂', null, '周末不接待'],
    [null, '章丘大鹏锅炉厂', '0531-83201111', null],
    [null, '电话不对的厂', '12', null],
  ]);
  workbook.addWorksheet('产品').addRows([
    ['客户名称', '产品名称', '出厂编号（序列号）', '保修截止'],
    ['章丘大鹏锅炉厂', '蒸汽锅炉', 'ZQ-000001', '2028-03-01'],
    ['青岛海丰食品机械厂', '真空包装机', 'LG75A-230418', null],
  ]);
  const buffer = Buffer.from(await workbook.xlsx.writeBuffer());
  const clerk = await scene.enter('clerk');
  clerk.watch.expectFault(/422/);
  const { page } = clerk;
  await page.goto('/customers/imports');
  await scene.look(clerk, '70-import');
  const file = (name: string, content: Buffer) =>
    page
      .locator('#import-file')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
  await file('客户.csv', Buffer.from('客户名称\n甲'));
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.getByText('不是 Excel 工作簿').waitFor();
  await file('客户档案.xlsx', buffer);
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.getByText('正在与档案核对').waitFor();
  await scene.app.runJobs();
  await page.getByRole('button', { name: '开始导入' }).waitFor();
  await scene.look(clerk, '71-import-preview');
  await page.getByRole('button', { name: '开始导入' }).click();
  await page.getByText('正在写入档案').waitFor();
  await scene.app.runJobs();
  await page.getByText('导入完成，写入 3 行').waitFor();
  await page.getByRole('link', { name: /^不能导入/ }).click();
  await scene.look(clerk, '72-import-done', [1440]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载不能导入的行' }).click(),
    workOnce(scene.app),
  ]);
  expect(download.suggestedFilename()).toBe('不能导入的行_2026-11-23.xlsx');
});
