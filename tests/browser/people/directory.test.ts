import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';

const scene = useBrowserScene();
const { enter, look } = scene;

test('human resources maintain the directory: template, chart, import, and somebody who leaves', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const hr = await enter('hr');
  const { page } = hr;
  await page.getByRole('link', { name: '组织目录' }).first().click();
  await page.getByRole('link', { name: '套用模板' }).click();
  await page.getByRole('link', { name: '预览模板：运行维护部（四室）' }).click();
  await page.getByRole('button', { name: /^新增以上 \d+ 项$/ }).click();
  await page.getByText('已套用模板').waitFor();

  await page.getByRole('link', { name: '组织架构图' }).click();
  const scale = page.locator('[data-chart-scale]');
  await page.getByRole('button', { name: '原大' }).click();
  expect(await scale.textContent()).toBe('100%');
  await page.getByRole('button', { name: '放大' }).click();
  expect(await scale.textContent()).toBe('125%');
  await page.getByRole('button', { name: '全图' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PNG 图' }).click(),
  ]);
  expect(picture.suggestedFilename()).toBe('组织架构图_2026-11-23.png');
  const png = await readFile(await picture.path());
  const drawing = await page.locator('.org-chart').getAttribute('viewBox');
  expect(png.readUInt32BE(16)).toBe(Math.ceil(Number(drawing?.split(' ')[2]) * 2));
  await look(hr, 'directory-01-chart');

  await page.goto('/directory/imports/new');
  const [exported] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出现有目录' }).click(),
  ]);
  await page.getByLabel('Excel 工作簿').setInputFiles({
    name: '十一月名单.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await withNewcomers(await exported.path()),
  });
  await page.getByRole('button', { name: '上传并预览' }).click();
  await page.getByRole('button', { name: '确认导入 2 行' }).waitFor();
  await look(hr, 'directory-02-preview');
  await page.getByRole('button', { name: '确认导入 2 行' }).click();
  await page.getByText('只显示这一次').waitFor();

  hr.watch.expectFault(/422/);
  await page.goto('/directory/persons?q=engineer');
  await page.getByRole('link', { name: '张伟' }).click();
  await page.getByRole('link', { name: '办理离职' }).click();
  await page.getByRole('button', { name: '办理离职并移交' }).click();
  await page.getByText('：请选择接办人').first().waitFor();
  await look(hr, 'directory-03-departure');
  await page.getByLabel('统一接办人').selectOption({ label: '赵磊（服务工程师）' });
  await page.getByRole('button', { name: '办理离职并移交' }).click();
  await page.getByText('1 项任务、1 处后续环节已移交').waitFor();

  const successor = await enter('engineer2');
  await successor.page.getByRole('link', { name: number }).first().waitFor();
});

async function withNewcomers(path: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(path)).buffer as ArrayBuffer);
  const persons = workbook.getWorksheet('人员') as ExcelJS.Worksheet;
  persons.addRow(['fangyuan', '方圆', '综合调度室', '调度员', 'fang@example.com', '0531-88886666']);
  persons.addRow(['qiuyue', '秋月', '没有的部门', '调度员', '', '']);
  const desk = persons.getColumn(1).values.indexOf('desk');
  persons.getRow(desk).getCell(6).value = '13800001111';
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
