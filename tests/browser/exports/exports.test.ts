import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { multiplyCustomers } from '../../support/databases/multiplyCustomers.js';

/** What is found in the page. */
declare const document: { activeElement: { id: string } | null };

const scene = useBrowserScene();
const widths = [360, 1440];
/** Some seconds of work for whoever takes the whole file along. */
const many = 30_000;

/** Presses the button on a page; the worker stands still, so that the file takes its time. */
async function askFor(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: '导出 Excel' }).click();
  await page.getByText('正在准备').waitFor();
}

async function customersIn(download: Download): Promise<number> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await readFile(await download.path())).buffer as ArrayBuffer);
  return (workbook.getWorksheet('客户')?.rowCount ?? 0) - 1;
}

test('a long export shows its progress, its page is left for other work, and its file is downloaded later', async () => {
  const customers = await multiplyCustomers(scene.database.db, many);
  const clerk = await scene.enter('clerk');
  const { page } = clerk;
  await askFor(page, '/customers');
  await scene.look(clerk, 'export-01-waiting', widths);
  await page.getByRole('button', { name: '停止' }).focus();

  const turn = scene.app.runJobs();
  await page.getByText(/已写入 [1-9][\d,]* \/ [\d,]+ 条/).waitFor();
  // the first rows are less than one per cent
  const bar = page.getByRole('progressbar', { name: '进度' });
  const percent = async () => Number(await bar.getAttribute('value'));
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await percent()).toBeLessThan(100);
  expect(await page.evaluate(() => document.activeElement?.id), 'the page changes below the focus').toBe(
    'stop',
  );
  await page
    .getByRole('status')
    .filter({ hasText: /已写入 \d+%/ })
    .waitFor({ state: 'attached' });
  await scene.look(clerk, 'export-02-running', widths);

  await page.getByRole('link', { name: '待办', exact: true }).first().click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  await turn;
  await page.locator('.account-menu summary').click();
  await page.getByRole('link', { name: '我的导出' }).click();
  await page.getByText('可下载').waitFor();
  await scene.look(clerk, 'export-03-mine', widths);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('客户档案_2026-11-23.xlsx');
  expect(await customersIn(download)).toBe(customers);
  await page.getByRole('link', { name: '客户档案', exact: true }).last().click();
  await page.getByText('首次下载').waitFor();
  await scene.look(clerk, 'export-04-finished', widths);
}, 180_000);

test('a person who waits gets the file when it is ready; a long export is stopped with the keyboard', async () => {
  const desk = await scene.enter('desk');
  const { page } = desk;
  await askFor(page, '/register');
  const [download] = await Promise.all([page.waitForEvent('download'), scene.app.runJobs()]);
  expect(download.suggestedFilename()).toBe('报修登记簿_2026-11-23.xlsx');
  await page.getByRole('link', { name: '下载文件' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/exports\/\d+$/);

  await askFor(page, '/register?state=waiting');
  await page.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByText('已停止，没有生成文件').waitFor();
  await scene.look(desk, 'export-05-stopped', widths);

  const auditor = await scene.enter('auditor');
  await auditor.page.goto('/register');
  await auditor.page.getByRole('link', { name: '导出记录' }).click();
  await auditor.page.getByRole('cell', { name: '王晓燕' }).first().waitFor();
  await scene.look(auditor, 'export-06-record', widths);
});

test('without JavaScript the page reloads by itself and then opens the file', async () => {
  const desk = await scene.enter('desk', { javaScript: false });
  const { page } = desk;
  await askFor(page, '/register');
  const [download] = await Promise.all([page.waitForEvent('download'), scene.app.runJobs()]);
  expect(download.suggestedFilename()).toBe('报修登记簿_2026-11-23.xlsx');
  await page.getByText('可下载').waitFor();
});
