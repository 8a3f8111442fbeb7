import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { expectMessage, field } from '../../support/browser/remoteServicePages.js';
import { personAt, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';
import { startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();
const widths = [360, 1024, 1920];

/** What is found in the page. */
declare const document: {
  activeElement: { textContent: string | null } | null;
  body: { style: { paddingTop: string } };
};
declare const PerformanceObserver: new (
  see: (list: { getEntries(): { value: number }[] }) => void,
) => { observe(options: { type: string; buffered: boolean }): void };

/** How much of the page jumped while it opened, as browsers measure it (0: nothing; up to 0.1 counts as good). */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) sum += value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
}

test('an engineer moves through tasks and their tabs by keyboard, and keeps the input', async () => {
  const { task: first } = await ticketWaitingFor(scene.app, 'remote-guidance');
  scene.app.clock.advance({ minutes: 5 });
  const { task: second } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const engineer = await scene.enter('engineer');
  const { page } = engineer;
  const { keyboard } = page;
  await page.goto('/tasks');
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('k');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('远程指导服务');
  await keyboard.press('Enter');
  await page.waitForURL(`**/tasks/${first.id}`);
  expect(await layoutShift(page)).toBeLessThan(0.02);
  await page.evaluate(() => {
    document.body.style.paddingTop = '300px';
  });
  expect(await layoutShift(page), 'a jump is seen').toBeGreaterThan(0.02);
  await page.reload();

  await field(page, '故障诊断').fill('接触器烧蚀，j 和 2 是字不是快捷键');
  await page.getByRole('heading', { level: 1 }).click();
  await scene.look(engineer, 'task-work', widths);
  await keyboard.press('2');
  await page.locator('[data-trace][data-ready="true"]').waitFor();
  await scene.look(engineer, 'task-diagram', [360, 1440]);
  await keyboard.press('3');
  await page.getByText('发起工单').waitFor();
  await keyboard.press('4');
  await page.getByText('还没有附件').waitFor();
  await scene.look(engineer, 'task-files', [360, 1440]);
  await keyboard.press('1');
  expect(await field(page, '故障诊断').inputValue()).toContain('接触器烧蚀');

  await keyboard.press('?');
  await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
  await scene.look(engineer, 'shortcuts', [360, 1440]);
  await keyboard.press('?');
  await keyboard.press('j');
  await page.waitForURL(`**/tasks/${second.id}`);
  await keyboard.press('k');
  await page.waitForURL(`**/tasks/${first.id}`);

  await field(page, '故障诊断').focus();
  engineer.watch.expectFault(/422/);
  await keyboard.press('Control+Enter');
  await page.locator('[data-sf-errors]').waitFor();
});

test('the key s claims the row with the focus, and nothing without one', async () => {
  const number = await startByHttp(await personAt(scene.app, 'desk'));
  const { page } = await scene.enter('clerk');
  await page.goto('/tasks?view=available');
  await page.keyboard.press('s');
  await page.keyboard.press('j');
  expect(await page.locator('tbody tr').filter({ hasText: number }).count()).toBe(1);
  await page.keyboard.press('s');
  await expectMessage(page, '已签收');
});
