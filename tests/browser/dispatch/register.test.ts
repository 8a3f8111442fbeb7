import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { personAt } from '../../support/company/remoteServiceTicket.js';
import { workOnce } from '../../support/company/workOnce.js';
import type { Fields } from '../../support/http/httpPerson.js';
import { startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();
const { enter, look } = scene;

const requests: Fields[] = [
  {
    receivedAt: '2026-11-20T16:40',
    'customer.name': '淄博鲁中陶瓷有限公司',
    symptom: '压机不保压',
    siteSituation: '整条生产线停产，操作工在场，夜班有人配合',
  },
  {
    receivedAt: '2026-11-22T17:50',
    'customer.name': '威海海产冷藏厂',
    symptom: '制冷机组低压报警，复位后半小时再次停机，面板显示 E21，客户已检查电源',
    wishes: '尽量今天到场，库内有货',
  },
  { receivedAt: '2026-11-23T09:05', 'customer.name': '青岛海晏食品机械有限公司' },
  { receivedAt: '2026-11-23T13:20', channel: 'web', 'product.serialNumber': 'ZB420-2024-0117' },
];

test('the dispatcher opens the register, filters it and downloads it as a workbook', async () => {
  const desk = await personAt(scene.app, 'desk');
  const numbers: string[] = [];
  for (const request of requests) numbers.push(await startByHttp(desk, request));
  const clerk = await enter('clerk');
  const { page } = clerk;
  await page.goto('/register');
  const listed = () => page.locator('.register .list-title').allTextContents();
  expect(await listed()).toEqual([numbers[0], numbers[1], numbers[3], numbers[2]]);
  await look(clerk, 'register-01');

  await page.getByLabel('客户', { exact: true }).fill('威海');
  await page.getByLabel('状态', { exact: true }).selectOption('未派工');
  await page.getByRole('button', { name: '筛选' }).click();
  await page.waitForURL('**/register?state=waiting');
  expect(await listed()).toEqual([numbers[1]]);
  await look(clerk, 'register-02-filtered');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
    workOnce(scene.app),
  ]);
  expect(new URL(page.url()).pathname, 'a short file comes at once and the page stays').toBe('/register');
  expect(download.suggestedFilename()).toBe('报修登记簿_2026-11-23.xlsx');
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await readFile(await download.path())).buffer as ArrayBuffer);
  expect(workbook.worksheets[0]?.getCell('B5').value).toBe(numbers[1]);
  expect(workbook.worksheets[0]?.rowCount).toBe(5);

  const auditor = await enter('auditor');
  await auditor.page.goto('/register');
  await auditor.page.getByRole('link', { name: '导出记录' }).click();
  await auditor.page.getByText('状态：未派工；客户：威海').waitFor();
  await look(auditor, 'register-03-exports');
});

test('the administrator sets the system up', async () => {
  const admin = await enter('admin');
  const { page } = admin;
  await page.getByRole('link', { name: '系统设置' }).first().click();
  await page.getByLabel('服务电话').fill('400-800-1234');
  await page.getByRole('button', { name: '保存公司信息' }).click();
  await page.getByText('设置已保存。').waitFor();
  await look(admin, 'settings-01-company');

  await page.getByRole('link', { name: '工作时间' }).click();
  await page.getByRole('button', { name: '添加一行' }).last().click();
  await page.locator('[name="exceptions.0.date"]').fill('2026-12-24');
  await page.locator('[name="exceptions.0.kind"]').selectOption('休息');
  await page.locator('[name="exceptions.0.note"]').fill('公司成立二十周年');
  await page.getByRole('button', { name: '保存工作时间' }).click();
  await page.getByText('设置已保存。').waitFor();
  await look(admin, 'settings-02-calendar');

  await page.getByRole('link', { name: '工单编号' }).click();
  await page.getByLabel('远程服务的日期部分').selectOption('年');
  await page.getByRole('button', { name: '预览编号' }).click();
  await page.getByText('YC-2026-0001').waitFor();
  await look(admin, 'settings-03-numbering');

  await page.getByRole('link', { name: '价目表' }).click();
  await page.getByRole('button', { name: '添加一行' }).click();
  for (const [name, value] of [
    ['code', 'PJ-001'],
    ['name', '热继电器 JR36-20'],
    ['unit', '只'],
    ['price', '86.5'],
  ]) {
    await page.locator(`[name="items.0.${name}"]`).fill(value as string);
  }
  await page.locator('[name="items.0.kind"]').selectOption('配件');
  await page.getByRole('button', { name: '保存价目表' }).click();
  await page.getByText('设置已保存。').waitFor();
  await look(admin, 'settings-04-prices');

  await page.getByRole('link', { name: '邮件' }).last().click();
  await page.getByRole('button', { name: '发送测试邮件' }).click();
  await page.getByText('测试邮件已发往 admin@example.com。').waitFor();
  expect((await scene.mailServer.mailTo('admin@example.com')).subject).toBe('测试邮件');
  await look(admin, 'settings-05-mail');
});
