import { expect, test } from 'vitest';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  append,
  appendTask,
  checksAreDone,
  connectTo,
  draftIsSaved,
  dragLeftOf,
  fill,
  mend,
  openNewDraft,
  pad,
  selectElement,
  unfold,
} from '../../support/browser/designerPage.js';
import {
  beginRequest,
  choose,
  claim,
  field,
  openTask,
  startTicket,
  submit,
} from '../../support/browser/remoteServicePages.js';
import { personAt } from '../../support/company/remoteServiceTicket.js';
import { startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();

test('上门服务 gets an approval with a time limit and a field; new tickets follow the new diagram, an old one keeps its own', async () => {
  const oldTicket = await startByHttp(await personAt(scene.app, 'desk'), {}, 'onsite-service');
  await demandTwoOwners();

  const owner = await scene.enter('owner');
  await drawApproval(owner);
  await addReasonOfUrgency(owner);
  await compare(owner);
  await submitForApproval(owner);
  await approve(await scene.enter('owner2'));

  const desk = await scene.enter('desk');
  await beginRequest(desk.page, { typed: '齐鲁', name: '济南齐鲁化纤有限公司' }, '上门服务');
  await field(desk.page, '故障现象').fill('开机约十分钟后停机，面板显示 E03');
  const newTicket = await startTicket(desk.page, '登记');
  await verifyBoth(await scene.enter('clerk'), oldTicket, newTicket);
  await seeBothGoOn(await scene.enter('manager'), oldTicket, newTicket);
}, 600_000);

async function demandTwoOwners(): Promise<void> {
  const { page } = await scene.enter('admin');
  await page.goto('/settings/publishing');
  await page.getByLabel('上门服务').check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('须经审批的流程：（无） → 上门服务').waitFor();
}

async function drawApproval(owner: Visit): Promise<void> {
  const { page } = owner;
  await openNewDraft(page, 'onsite-service');
  await scene.look(owner, '90-designer', [1440, 1920]);
  await selectElement(page, 'verifyRequestToDispatch');
  await pad(page, 'delete');
  await page.locator('.djs-shape[data-element-id="verifyRequest"] .djs-hit').first().click();
  await appendTask(page, '审批上门');
  await unfold(page, '编号');
  await fill(page, 'id', 'approveVisit');
  await dragLeftOf(page, 'approveVisit', 'dispatch');
  await page.locator('[data-field="groups"]', { hasText: '售后服务部经理' }).waitFor();
  await page.getByText('没有流出的连线，流程到此走不下去。').first().waitFor();
  await pad(page, 'attach.timer');
  await page.locator('.designer-type', { hasText: '定时边界事件' }).waitFor();
  await fill(page, 'name', '审批超时');
  await fill(page, 'timerSpan', '4');
  await append(page, 'append.end-event', '结束事件', '已提醒');
  await selectElement(page, 'approveVisit');
  await connectTo(page, 'dispatch');
  await mendWhatIsFound(owner);
}

/** What the checks find: some at a click on what they propose, the rest by hand. */
async function mendWhatIsFound(owner: Visit): Promise<void> {
  const { page } = owner;
  await checksAreDone(page);
  await page.locator('.designer-drawer > summary').click();
  await scene.look(owner, '91-designer-problems', [1440, 1920]);
  const found = page.locator('[data-problems] li');
  await found.filter({ hasText: '没有指定表单' }).locator('.designer-problem').click();
  await page.locator('[data-field="form"]').selectOption('manager-assistance');
  await page.locator('[data-field="excludePerformerOf"]').click();
  await page.locator('[data-field="excludePerformerOf.verifyRequest"]').check();
  await fill(page, 'documentation', '经理审批是否值得上门。');
  await page.locator('[data-summary]:not([data-summary="error"])').waitFor();
  await mend(page, '重新走线');
  await draftIsSaved(page);
  await scene.look(owner, '92-designer-mended', [1440, 1920]);
}

/** 特急理由 in 《技术服务任务单》, asked for and required where 紧急程度 is 特急. */
async function addReasonOfUrgency(owner: Visit): Promise<void> {
  const { page } = owner;
  await page.getByRole('link', { name: '表单', exact: true }).click();
  await page.getByRole('link', { name: '《技术服务任务单》（上门）' }).click();
  const builder = page.locator('[data-builder]');
  await builder.getByRole('button', { name: '在分组「任务」中添加字段' }).click();
  await page.keyboard.type('特急理由');
  const panel = builder.locator('details[open].builder-field');
  await field(panel, '何时显示').selectOption({ label: '由「紧急程度」决定' });
  await panel.getByLabel('特急').check();
  await panel.getByLabel('普通').uncheck();
  await field(panel, '显示时必填').check();
  await field(panel, '字段名').fill('urgencyReason');
  await field(panel, '字段名').press('Tab');
  for (let places = 0; places < 2; places += 1) {
    await builder.getByRole('button', { name: '把「特急理由」上移' }).press('Enter');
  }
  const preview = page.locator('[data-preview]');
  const reason = preview.locator('[name="urgencyReason"]');
  await reason.waitFor({ state: 'attached' });
  expect(await reason.isVisible()).toBe(false);
  await preview.getByText('特急', { exact: true }).click();
  await reason.waitFor();
  await scene.look(owner, '93-form-editor', [360, 1440, 1920]);
  await page.getByRole('button', { name: '保存到草稿' }).click();
  await page.getByText(/^已保存/).waitFor();
}

async function compare(owner: Visit): Promise<void> {
  const { page } = owner;
  await page.getByRole('link', { name: '与已发布版本比较' }).click();
  await page.locator('[data-comparison][data-ready]').waitFor();
  await scene.look(owner, '94-comparison', [360, 1440, 1920]);
  await page.locator('[data-change="approveVisit"]').getByText('审批上门').first().waitFor();
  for (const told of ['审批超时', '特急理由']) await page.getByText(told).first().waitFor();
}

async function submitForApproval(owner: Visit): Promise<void> {
  const { page } = owner;
  await page.getByRole('link', { name: '检查与发布' }).click();
  await scene.look(owner, '95-publication', [360, 1440, 1920]);
  await page.getByLabel('修改说明').fill('上门前先由经理审批；特急的要写明理由。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText('等待另一位流程负责人审批。').waitFor();
}

async function approve(second: Visit): Promise<void> {
  const { page } = second;
  await page.goto('/processes');
  await page.getByRole('link', { name: /草稿.*上门服务/ }).click();
  await scene.look(second, '96-approval', [1440]);
  await page.getByRole('button', { name: '批准并发布第 2 版' }).click();
  await page.getByText('唐晓峰发布，沈岚批准').waitFor();
  await scene.look(second, '97-published', [1440, 1920]);
}

/** Only the form of the new ticket asks why it is urgent. */
async function verifyBoth(clerk: Visit, oldTicket: string, newTicket: string): Promise<void> {
  const { page } = clerk;
  for (const [number, asks] of [
    [oldTicket, false],
    [newTicket, true],
  ] as const) {
    await openTask(page, number, '可签收');
    await claim(page);
    await choose(page, '紧急程度', '特急');
    const reason = field(page, '特急理由');
    expect(await reason.count()).toBe(asks ? 1 : 0);
    if (asks) await reason.fill('灌装线停产');
    await field(page, '约定到场时间').fill('2030-01-07T09:00');
    const notice = page.getByRole('radiogroup', { name: /^已告知收费标准/ });
    if (await notice.isVisible()) await notice.getByText('是', { exact: true }).click();
    await submit(page, '下达任务单');
  }
}

async function seeBothGoOn(manager: Visit, oldTicket: string, newTicket: string): Promise<void> {
  const { page } = manager;
  await openTask(page, oldTicket, '可签收', '派工');
  await openTask(page, newTicket, '可签收', '审批上门');
}
