import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { selectTask, type TaskRow } from '../../../src/modules/tickets/store/tasks.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { expectMessage } from '../../support/browser/remoteServicePages.js';
import { personAt, personId, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';
import { csrfTokenOf } from '../../support/http/httpPerson.js';
import { startByHttp } from '../../support/http/workByHttp.js';

/** What is found in the page. */
declare const document: { activeElement: { id: string } | null };
declare const window: { dispatchEvent(event: Event): void };

const scene = useBrowserScene();
const widths = [360, 1024, 1920];
const patience = { timeout: 20_000 };

/** Tasks that nobody has and an engineer could take. */
async function freeTasks(count: number): Promise<TaskRow[]> {
  const engineer = await personAt(scene.app, 'engineer');
  const tasks: TaskRow[] = [];
  for (let made = 0; made < count; made += 1) {
    const { task } = await ticketWaitingFor(scene.app, 'remote-guidance');
    const page = await engineer.get(`/tasks/${task.id}`);
    await engineer.post(`/tasks/${task.id}/release`, { _csrf: csrfTokenOf(page.text) });
    tasks.push(task);
  }
  return tasks;
}

const card = (page: Page, { id }: TaskRow) => page.locator(`[data-task="${id}"]`);
const column = (page: Page, name: string) => page.locator(`[data-name="${name}"]`);
const status = (page: Page) => page.locator('[data-board-status]');
const holderOf = async ({ id }: TaskRow) => (await selectTask(scene.database.db, id)).assigneeId;

/** Carries a card to an engineer with the mouse. */
async function drag(page: Page, task: TaskRow, name: string): Promise<void> {
  const [from, to] = [await card(page, task).boundingBox(), await column(page, name).boundingBox()];
  if (!from || !to) throw new Error('the card or the engineer is not on the page');
  await page.mouse.move(from.x + from.width - 20, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + 40, { steps: 6 });
  await page.mouse.up();
}

/** The same with a finger on the grip. */
async function dragByFinger(page: Page, task: TaskRow, name: string): Promise<void> {
  const grip = page.locator(`#grip-${task.id}`);
  const [from, to] = [await grip.boundingBox(), await column(page, name).boundingBox()];
  if (!from || !to) throw new Error('the card or the engineer is not on the page');
  const touch = { pointerType: 'touch', pointerId: 7, isPrimary: true, button: 0, bubbles: true };
  const end = { ...touch, clientX: to.x + to.width / 2, clientY: to.y + 40 };
  await grip.dispatchEvent('pointerdown', { ...touch, clientX: from.x + 5, clientY: from.y + 5 });
  await grip.dispatchEvent('pointermove', end);
  await page.locator('.is-carried').waitFor();
  await grip.dispatchEvent('pointerup', end);
}

test('a clerk assigns tasks by mouse, by keyboard and without a script; a second clerk is told at once', async () => {
  const [left, second, third] = (await freeTasks(3)) as [TaskRow, TaskRow, TaskRow];
  scene.app.clock.advance({ hours: 20 });
  await startByHttp(await personAt(scene.app, 'desk'));
  const [engineer, engineer2] = await Promise.all(
    ['engineer', 'engineer2'].map((login) => personId(scene.database.db, login)),
  );
  await scene.database.db('task_exclusions').insert({ taskId: third.id, personId: engineer2 });
  const [clerk, other] = [await scene.enter('clerk'), await scene.enter('clerk2')];
  const { page } = clerk;
  await page.goto('/board');
  await other.page.goto('/board');
  await scene.look(clerk, 'board', widths);

  await drag(page, left, '赵磊');
  await page.locator(`[data-task="${left.id}"][data-holder]`).waitFor();
  expect(await holderOf(left)).toBe(engineer2);
  expect(await status(page).textContent()).toContain('已派给赵磊');

  other.watch.expectFault(/409/);
  await drag(other.page, left, '张伟');
  await other.page.getByRole('alert').getByText('该任务刚刚已由赵磊承接').waitFor();
  expect(await holderOf(left)).toBe(engineer2);
  await other.page.locator(`[data-task="${left.id}"][data-holder="${engineer2}"]`).waitFor();

  await page.locator(`#grip-${second.id}`).focus();
  await page.keyboard.press('Enter');
  expect(await status(page).textContent()).toMatch(/^(张伟|赵磊)，在办 \d+ 项/);
  const first = await page.locator('.is-target').getAttribute('data-name');
  await page.keyboard.press('ArrowRight');
  const chosen = await page.locator('.is-target').getAttribute('data-name');
  expect(chosen).not.toBe(first);
  await scene.look(clerk, 'board-carried', [1440]);
  await page.keyboard.press('Enter');
  await expect.poll(() => holderOf(second), patience).toBe(chosen === '张伟' ? engineer : engineer2);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe(`grip-${third.id}`);

  await dragByFinger(page, third, '赵磊');
  await page.getByRole('alert').getByText('赵磊不能办理该任务').waitFor();
  expect(await holderOf(third)).toBeNull();

  const plain = await scene.enter('manager', { javaScript: false, width: 360 });
  await plain.page.goto('/board');
  await plain.page.locator(`#receiver-${third.id}`).selectOption({ label: '张伟' });
  await plain.page.locator(`#assign-${third.id}`).click();
  await expectMessage(plain.page, '已派给张伟');
  expect(await holderOf(third)).toBe(engineer);

  await page.locator('#board-day').focus();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator(`[data-task="${third.id}"][data-holder]`).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('board-day');

  await drag(page, left, '张伟');
  await page.waitForURL(/reassignment/);
  expect(await page.getByLabel('转办给').inputValue()).toBe(String(engineer));
  await page.getByLabel('转办原因').fill('赵磊今天外出');
  await page.getByRole('button', { name: '转办', exact: true }).click();
  await page.waitForURL('**/board');
  expect(await holderOf(left)).toBe(engineer);
});

test('many tasks are reassigned by a job in the background; people who may only look see no buttons', async () => {
  await ticketWaitingFor(scene.app, 'remote-guidance');
  await ticketWaitingFor(scene.app, 'remote-guidance');
  const manager = await scene.enter('manager');
  const { page } = manager;
  await page.goto('/board');
  await page.getByRole('link', { name: '批量转办张伟的任务' }).click();
  await page.getByLabel(/^赵磊/).check();
  manager.watch.expectFault(/422/);
  await page.getByRole('button', { name: '转办所选任务' }).click();
  await page.getByText('请填写转办原因').waitFor();
  await page.getByLabel('转办原因').fill('张伟请假');
  await scene.look(manager, 'bulk-new', [360, 1440]);
  await page.getByRole('button', { name: '转办所选任务' }).click();
  await page.getByText('已处理 0 / 2 项').waitFor();
  await page.getByRole('button', { name: '停止' }).focus();
  await scene.app.runJobs();
  await page.getByText('已转办 2 项').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id), 'the button is gone, the focus is not').toBe(
    'state-title',
  );
  await scene.look(manager, 'bulk-result', [360, 1440]);

  const auditor = await scene.enter('auditor');
  await auditor.page.goto('/board');
  await auditor.page.getByRole('link', { name: '后一天' }).click();
  await column(auditor.page, '赵磊').locator('[data-task]').first().waitFor();
  expect(await column(auditor.page, '赵磊').locator('[data-task]').count()).toBe(2);
  expect(await auditor.page.locator('[data-grip], .board-assign, .board-bulk').count()).toBe(0);
});
