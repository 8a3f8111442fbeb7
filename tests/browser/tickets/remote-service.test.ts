import { describe, expect, test } from 'vitest';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  arrangeEngineer,
  choose,
  claim,
  concludeGuidance,
  confirmWithCustomer,
  expectMessage,
  feedBack,
  field,
  fillContact,
  inboxRow,
  openTask,
  registerRequest,
  submit,
} from '../../support/browser/remoteServicePages.js';
import { ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';

const customer = { typed: '齐鲁', name: '济南齐鲁化纤有限公司' };

const scene = useBrowserScene();
const { enter, look } = scene;

test('a remote service from the first call to the confirmation, by the responsible people', async () => {
  const desk = await enter('desk');
  await look(desk, '01-inbox-empty');
  await desk.page.goto('/tickets/new/remote-service');
  await look(desk, '02-request-form');
  const number = await registerRequest(desk.page, customer);
  expect(number).toMatch(/^YC-20261123-\d{4}$/);
  await look(desk, '03-ticket-started', [360, 1440, 1920]);

  const clerk = await enter('clerk');
  await clerk.page.goto('/tasks?view=available');
  await look(clerk, '04-clerk-inbox');
  await openTask(clerk.page, number, '可签收');
  await look(clerk, '05-task-unclaimed');
  await claim(clerk.page);
  await expectOnlyEngineersOffered(clerk);
  await look(clerk, '06-task-form');
  await arrangeEngineer(clerk.page, '张伟');

  const engineer = await enter('engineer');
  await openTask(engineer.page, number, '待处理');
  await fillContact(engineer.page, 0, {
    channel: '电话',
    spokeWith: '刘建国',
    content: '询问报警代码和环境温度',
  });
  await engineer.page.getByRole('button', { name: '只保存记录' }).click();
  await expectMessage(engineer.page, '已登记 1 条记录');
  await fillContact(engineer.page, 0, {
    channel: '微信或短信',
    spokeWith: '刘建国',
    content: '客户发来面板照片',
  });
  await concludeGuidance(engineer.page, '已解决');
  await look(engineer, '07-guidance-form');
  await submit(engineer.page, '提交服务记录');
  await openTask(engineer.page, number, '待处理');
  await look(engineer, '08-feedback-form');
  await feedBack(engineer.page);

  await openTask(clerk.page, number, '可签收');
  await claim(clerk.page);
  await look(clerk, '09-confirmation-form');
  await confirmWithCustomer(clerk.page, true);

  const auditor = await enter('auditor');
  await auditor.page.goto(`/tickets/${number}`);
  await expectTrace(auditor);
  await look(auditor, '10-ticket-ended', [360, 1440, 1920]);
  expect(await auditor.page.getByText('完整性校验通过').count()).toBe(1);
  const ticket = await scene.database.db('tickets').where({ number }).first();
  expect(ticket).toMatchObject({ status: 'ended', endElementId: 'serviceCompleted', category: 'B' });
});

/** The person picker offers those who hold the role and nobody else. */
async function expectOnlyEngineersOffered({ page }: Visit): Promise<void> {
  const offered = await field(page, '服务工程师').locator('option').allTextContents();
  expect(offered.filter((text) => text !== '请选择').sort()).toEqual(['张伟', '赵磊'].sort());
}

/** The diagram shows the way the ticket took, and a click on an element what happened there. */
async function expectTrace({ page }: Visit): Promise<void> {
  await page.locator('[data-diagram-canvas] svg [data-element-id="remoteGuidance"]').first().waitFor();
  await page.locator('[data-diagram-canvas] [data-element-id="remoteGuidance"]').first().click();
  const detail = page.locator('[data-diagram-detail]');
  await detail.waitFor();
  expect(await detail.textContent()).toContain('张伟');
  expect(await page.locator('.timeline-entry').count()).toBeGreaterThan(5);
}

describe('what must not happen', () => {
  test('"not solved" leads back to the engineer instead of closing the ticket', async () => {
    const { number } = await ticketWaitingFor(scene.app, 'customer-confirmation');
    const desk = await enter('desk');
    await openTask(desk.page, number, '可签收');
    await claim(desk.page);
    await confirmWithCustomer(desk.page, false);
    const engineer = await enter('engineer');
    await openTask(engineer.page, number, '待处理');
    expect(await engineer.page.getByRole('heading', { level: 1 }).textContent()).toBe('远程指导服务');
    expect(await engineer.page.getByText('已有记录').count()).toBe(1);
    expect(await scene.database.db('tickets').where({ number }).first()).toMatchObject({ status: 'active' });
  });

  test('the engineer does not get the confirmation of their own work (R9, R18)', async () => {
    const { number } = await ticketWaitingFor(scene.app, 'customer-confirmation');
    const engineer = await enter('engineer');
    await engineer.page.goto('/tasks?view=available');
    expect(await inboxRow(engineer.page, number).count()).toBe(0);
    const task = await scene.database.db('tasks').where({ elementId: 'confirmWithCustomer' }).first();
    engineer.watch.expectFault(/40[34]/);
    const answer = await engineer.page.goto(`/tasks/${task.id}`);
    expect([403, 404]).toContain(answer?.status());
    await look(engineer, '11-refused');
  });

  test('of two people completing the same task, one succeeds and the other is told who did', async () => {
    const { number } = await ticketWaitingFor(scene.app, 'customer-confirmation');
    const [desk, colleague] = [await enter('desk'), await enter('desk2')];
    await openTask(desk.page, number, '可签收');
    await claim(desk.page);
    const secondTab = await desk.context.newPage();
    await secondTab.goto(desk.page.url());
    await secondTab.getByText('更多操作').click();
    await secondTab.getByRole('button', { name: '退回公共' }).click();
    await openTask(colleague.page, number, '可签收');
    await claim(colleague.page);
    await confirmWithCustomer(colleague.page, true);

    desk.watch.expectFault(/409/);
    await choose(desk.page, '确认方式', '邮件回复');
    await choose(desk.page, '客户是否确认服务完结', '否');
    await field(desk.page, '尚未解决的问题').fill('来自旧页面');
    await desk.page.getByRole('button', { name: '提交确认结果' }).click();
    await desk.page.getByText('任务已由郑爽办理完成').waitFor();
    expect(await desk.page.getByText('来自旧页面').count(), 'what was typed can be copied').toBe(1);
    await look(desk, '12-somebody-was-faster');
    expect(await scene.database.db('tickets').where({ number }).first()).toMatchObject({ status: 'ended' });
    expect(await scene.database.db('form_submissions').where('data', 'like', '%来自旧页面%')).toEqual([]);
  });

  test('a double click submits once', async () => {
    const desk = await enter('desk');
    await desk.page.goto('/tickets/new/remote-service');
    await field(desk.page, '客户名称').fill('新客户有限公司');
    await field(desk.page, '联系电话').fill('010-62345678');
    await field(desk.page, '故障现象').fill('无法启动');
    await desk.page.getByRole('button', { name: '登记并建立工单' }).dblclick();
    await desk.page.waitForURL(/\/tickets\/YC-/);
    expect(await scene.database.db('tickets').count({ count: '*' }).first()).toMatchObject({ count: 1 });
    const number = new URL(desk.page.url()).pathname.split('/')[2] as string;
    const clerk = await enter('clerk');
    await openTask(clerk.page, number, '可签收');
    await clerk.page.getByRole('button', { name: '签收' }).dblclick();
    await expectMessage(clerk.page, '已签收');
    const claims = await scene.database.db('audit_events').where({ type: 'task.claimed' });
    expect(claims).toHaveLength(1);
  });
});
