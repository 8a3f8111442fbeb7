import { expect, test } from 'vitest';
import { scheduleCheckpoint } from '../../../src/modules/audit/commands/scheduleCheckpoint.js';
import { systemActor } from '../../../src/platform/actor.js';
import { runCommand } from '../../../src/platform/runCommand.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { field } from '../../support/browser/remoteServicePages.js';
import { ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';
import { returnedTicket } from '../../support/company/returnedTicket.js';

/** What is found in the page. */
declare const document: { activeElement: { id: string } | null };

const scene = useBrowserScene();

test('the auditor searches, checks the sealed history, and sees who read what', async () => {
  const { app } = scene;
  const { number } = await ticketWaitingFor(app, 'remote-guidance');
  await runCommand(app.runtime, systemActor, scheduleCheckpoint, { exceptId: null });
  app.clock.advance({ hours: 25 });
  await app.runJobs();
  const auditor = await scene.enter('auditor');
  const { page } = auditor;
  await page.goto('/audit/tickets');
  await field(page, '违反的规定').selectOption({ index: 1 });
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByRole('link', { name: number }).waitFor();
  await scene.look(auditor, '61-audit-search');
  auditor.watch.expectFault(/422/);
  await field(page, '流程版本').fill('x');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByText('版本应为正整数').waitFor();
  await page.goto('/audit/checkpoints');
  await scene.look(auditor, '63-checkpoints');
  await page.getByRole('button', { name: '核对全部记录' }).click();
  await page.getByText('正在准备').waitFor();
  await page.getByRole('button', { name: '停止' }).focus();
  await app.runJobs();
  await page.getByText('全部完整').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('state-title');
  await scene.look(auditor, '64-check');
  await page.getByRole('link', { name: '封存与核对' }).last().click();
  await page.getByText('最近的核对').waitFor();
  await scene.look(auditor, '63-checkpoints-checked');
  await page.goto(`/tickets/${number}`);
  await page.goto('/audit/accesses');
  await page.getByText('查看工单').first().waitFor();
  await scene.look(auditor, '66-accesses');
  expect(await page.getByText('审计查询').count()).toBeGreaterThan(1);
});

test('a ticket that was sent back shows where it was, where it came back to, and every event', async () => {
  const number = await returnedTicket(scene.app);
  const auditor = await scene.enter('auditor');
  const { page } = auditor;
  await page.goto(`/tickets/${number}`);
  await page.locator('[data-ready]').waitFor();
  await page.locator('[data-zoom="fit"]').click();
  expect(await page.locator('.trace-mark').allTextContents()).toContain('▶ 1 退 1');
  expect(await page.locator('.djs-connection.is-return').count()).toBe(1);
  expect(await page.locator('.djs-shape.is-never').count()).toBeGreaterThan(3);
  await scene.look(auditor, '65-trace');
  await page.getByRole('link', { name: '全部记录' }).first().click();
  await page.locator('.change-fields > summary').first().click();
  await scene.look(auditor, '67-history');
  await field(page, '内容').selectOption({ label: '数据变更' });
  await page.getByRole('button', { name: '筛选' }).click();
  await page.waitForURL(/kind=data/);
  expect(await page.locator('.timeline-entry').count()).toBe(5);
});
