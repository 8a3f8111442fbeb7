import { expect, test } from 'vitest';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import * as pages from '../../support/browser/installationPages.js';
import { beginRequest, claim, field, openTask, submit } from '../../support/browser/remoteServicePages.js';

const serialNumber = 'LG75A-261102';
const warrantyUntil = '2027-11-22';

const scene = useBrowserScene();
const { enter, look } = scene;

interface Team {
  clerk: Visit;
  engineer: Visit;
  project: Visit;
}

test('an installation from the request to a customer file that makes the next service free of charge (R17)', async () => {
  const number = await pages.requestInstallation((await enter('sales')).page, serialNumber);
  expect(number).toMatch(/^AZ-20261123-\d{4}$/);
  const team = {
    clerk: await enter('clerk'),
    engineer: await enter('engineer'),
    project: await enter('project'),
  };
  await prepare(number, team);
  await build(number, team);
  await handOver(number, team);
  expect(await scene.database.db('products').where({ serialNumber })).toEqual([]);
  expect(await scene.app.runJobs()).toBeGreaterThan(0);
  await expectEnded(number);
  await expectFreeService();
});

/** From the approval to a plan that may be carried out. */
async function prepare(number: string, { clerk, engineer, project }: Team): Promise<void> {
  await pages.approveRequest(await takenBy(await enter('gm'), number));
  await pages.confirmArrival(await takenBy(clerk, number));
  await pages.arrangeTeam(await takenBy(await enter('manager'), number), '刘志刚', '张伟');
  await pages.fillPlan(await openedBy(engineer, number));
  await look(engineer, '60-schedule-plan');
  await submit(engineer.page, '提交计划');
  await pages.approvePlan(await openedBy(project, number));
}

/** Construction and safety inspection, twice, since the first commissioning fails. */
async function build(number: string, { engineer, project }: Team): Promise<void> {
  for (const passed of [false, true]) {
    await pages.recordInstallation(await openedBy(engineer, number));
    await pages.tickAll(await openedBy(project, number), '提交检查表');
    await pages.fillCommissioning(await openedBy(engineer, number), passed);
    await submit(engineer.page, '提交调试记录');
  }
}

/** Training and documents, acceptance, and what the service department needs to know. */
async function handOver(number: string, { clerk, engineer, project }: Team): Promise<void> {
  await pages.recordTraining(await openedBy(engineer, number));
  await pages.tickAll(await openedBy(project, number), '资料齐全');
  await pages.fillAcceptance(await openedBy(project, number));
  await look(project, '61-acceptance');
  await submit(project.page, '提交验收结果');
  await pages.giveServiceHints(await openedBy(engineer, number));
  await pages.fillRegistration(await takenBy(clerk, number), warrantyUntil);
  expect(await field(clerk.page, '保修开始').inputValue()).toBe('2026-11-23');
  expect(await field(clerk.page, '出厂编号（序列号）').first().inputValue()).toBe(serialNumber);
  await look(clerk, '62-registration');
  await submit(clerk.page, '归档并登记');
}

async function expectEnded(number: string): Promise<void> {
  const auditor = await enter('auditor');
  await auditor.page.goto(`/tickets/${number}`);
  await auditor.page
    .locator('[data-diagram-canvas] [data-element-id="registerInstallation"]')
    .first()
    .waitFor();
  expect(await auditor.page.getByText('完整性校验通过').count()).toBe(1);
  await look(auditor, '63-installation-ended');
  const ticket = await scene.database.db('tickets').where({ number }).first();
  expect(ticket).toMatchObject({ status: 'ended', endElementId: 'installationCompleted' });
}

/** 新建工单 finds the customer and the product, and proposes 免费服务. */
async function expectFreeService(): Promise<void> {
  const desk = await enter('desk');
  const proposal = await beginRequest(desk.page, { typed: '盛达', name: '潍坊盛达食品有限公司' });
  expect(proposal).toContain('系统建议：C 免费服务');
  expect(proposal).toContain(warrantyUntil);
  expect(await field(desk.page, '出厂编号（序列号）').inputValue()).toBe(serialNumber);
  await look(desk, '64-free-service-proposed');
}

/** The page of a task that was given to the person. */
async function openedBy({ page }: Visit, number: string) {
  await openTask(page, number, '待处理');
  return page;
}

/** The page of a task that the person takes from the group's. */
async function takenBy({ page }: Visit, number: string) {
  await openTask(page, number, '可签收');
  await claim(page);
  return page;
}
