import { expect, test } from 'vitest';
import { runCommand } from '../../src/commands/runCommand.js';
import { scheduleCheckpoint } from '../../src/commands/scheduleCheckpoint.js';
import { systemActor } from '../../src/rules/actor.js';
import type { TestApp } from '../support/app.js';
import { useBrowserScene } from '../support/browserScene.js';
import { remoteServiceForms } from '../support/remoteServiceForms.js';
import { field } from '../support/remoteServicePages.js';
import { openTaskOf, personAt, ticketWaitingFor } from '../support/remoteServiceTicket.js';
import { claimByHttp, completeByHttp } from '../support/workByHttp.js';

const scene = useBrowserScene();

test('the auditor searches, checks what was sealed, and sees who looked', async () => {
  const { app } = scene;
  const { number } = await ticketWaitingFor(app, 'remote-guidance');
  await runCommand(app.runtime, systemActor, scheduleCheckpoint, { exceptId: null });
  app.clock.advance({ hours: 25 });
  await app.runJobs();
  const auditor = await scene.enter('auditor');
  const { page } = auditor;
  await page.goto('/audit/tickets');
  await scene.look(auditor, '60-audit-search-empty');
  await field(page, '违反的规定').selectOption({ index: 1 });
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByRole('link', { name: number }).waitFor();
  await scene.look(auditor, '61-audit-search');
  auditor.watch.expectFault(/422/);
  await field(page, '版本').fill('x');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByText('版本应为正整数').waitFor();
  await scene.look(auditor, '62-audit-search-refused');
  await page.goto('/audit/checkpoints');
  await scene.look(auditor, '63-checkpoints');
  await page.getByRole('button', { name: '核对全部记录' }).click();
  await page.getByText('全部完整').waitFor();
  await scene.look(auditor, '64-verification');
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

/** A remote service that the customer did not confirm: it is with the engineer again. */
async function returnedTicket(app: TestApp): Promise<string> {
  const { number } = await ticketWaitingFor(app, 'customer-confirmation');
  const { id } = await openTaskOf(app.runtime.db, number);
  const desk = await personAt(app, 'desk');
  await claimByHttp(desk, id);
  const refused = { customerConfirmed: 'false', unsolvedProblem: '下午又停机一次' };
  await completeByHttp(desk, id, { ...remoteServiceForms['customer-confirmation'], ...refused });
  return number;
}
