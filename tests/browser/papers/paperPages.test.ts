import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { personAt, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';

/** What runs in the page. */
declare const window: { printed?: boolean; print: () => void };

const scene = useBrowserScene();

test('a ticket is printed from its page', async () => {
  const { number, task } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const engineer = await scene.enter('engineer');
  const { page } = engineer;
  await page.goto(`/tasks/${task.id}`);
  await page.getByRole('link', { name: '打印' }).click();
  await page.waitForURL(`**/tickets/${number}/papers`);
  await scene.look(engineer, '90-ticket-papers');
  await page.getByRole('link', { name: '技术服务任务单', exact: true }).click();
  await page.getByRole('heading', { name: '技术服务任务单', exact: true }).waitFor();
  await page.evaluate(() => {
    window.print = () => {
      window.printed = true;
    };
  });
  await page.getByRole('button', { name: '打印' }).click();
  expect(await page.evaluate(() => window.printed)).toBe(true);
  await scene.look(engineer, '91-paper', [1440]);
  await page.goto('/papers');
  await scene.look(engineer, '92-papers');
});

test('a process owner changes a layout beside a preview of the paper', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  await page.goto('/papers');
  await page.getByRole('link', { name: /修改版式.*客户商品领取收据/ }).click();
  const text = page.getByLabel('版式（JSON）');
  const layout = await text.inputValue();
  await scene.look(owner, '93-layout');
  await text.fill(layout.replace('"receivedAppearance"', '"appearance"'));
  const problem = page.getByRole('status').getByRole('listitem');
  await problem.waitFor();
  expect(await problem.textContent()).toContain('没有数据 appearance');
  await page.getByRole('button', { name: /第 \d+ 行/ }).click();
  const selected = await text.evaluate((node) => {
    const area = node as unknown as { value: string; selectionStart: number; selectionEnd: number };
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
  expect(selected).toContain('"appearance"');
  await scene.look(owner, '94-layout-wrong', [1440]);
  await text.fill(layout.replace('客户商品领取收据', '商品领取收据'));
  await page.getByLabel('预览').getByRole('heading', { name: '商品领取收据', exact: true }).waitFor();
  expect(await problem.count()).toBe(0);
  await page.getByLabel('修改说明').fill('改标题');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('已保存为第 1 版').waitFor();
  const { text: blank } = await (await personAt(scene.app, 'desk')).get('/papers/product-receipt/blank');
  expect(blank).toContain('<h2 class="paper-title">商品领取收据</h2>');
});
