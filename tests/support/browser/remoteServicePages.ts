import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassword } from '../../../src/demo/people.js';

/** What people do with mouse and keyboard on the pages of a remote service, found by the words they read. */

export async function logIn(page: Page, login: string): Promise<void> {
  await page.goto('/session/new');
  await field(page, '登录名').fill(login);
  await field(page, '密码').fill(demoPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL('**/tasks');
}

export async function logOut(page: Page): Promise<void> {
  await page.locator('.account-menu > summary').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(/\/session\/new/);
}

/** An input by its label. */
export function field(within: Page | Locator, label: string): Locator {
  return within.getByLabel(label, { exact: true });
}

/** Opens the task of a ticket from the inbox; its name where the ticket may have several there. */
export async function openTask(
  page: Page,
  number: string,
  tab: '待处理' | '可签收',
  name?: string,
): Promise<void> {
  await page
    .getByRole('navigation', { name: '主导航', exact: true })
    .getByRole('link', { name: /待办/ })
    .click();
  await page.getByRole('navigation', { name: '待办分类' }).getByRole('link', { name: tab }).click();
  const titles = inboxRow(page, number).locator('.list-title');
  await (name === undefined ? titles : titles.filter({ hasText: name })).click();
  await page.waitForURL(/\/tasks\/\d+$/);
}

export function inboxRow(page: Page, number: string): Locator {
  return page.getByRole('row').filter({ hasText: number });
}

export async function claim(page: Page): Promise<void> {
  await page.getByRole('button', { name: '签收' }).click();
  await expectMessage(page, '已签收');
}

/** 新建工单: a known customer is found while typing, the rest is typed. Returns the ticket's number. */
export async function registerRequest(
  page: Page,
  customer: { typed: string; name: string },
): Promise<string> {
  await beginRequest(page, customer);
  await field(page, '故障现象').fill('开机约十分钟后停机，面板显示 E03');
  await field(page, '客户要求').fill('今天内恢复生产');
  return startTicket(page, '登记并建立工单');
}

/** The form of a service with a known customer and its first product; returns the category that the page proposes. */
export async function beginRequest(
  page: Page,
  customer: { typed: string; name: string },
  process: '远程服务' | '上门服务' = '远程服务',
): Promise<string> {
  await openStartForm(page, process);
  await pickFileRecord(page, '客户名称', customer.typed, customer.name);
  await field(page, '产品名称').focus();
  await page.keyboard.press('ArrowDown');
  await matches(page).first().click();
  const hint = page.locator('[data-sf-category-hint]');
  await expect.poll(() => hint.textContent()).toMatch(/系统建议：[ABCD] /);
  return (await hint.textContent()) ?? '';
}

/** 新建工单, and there the form of a process. */
export async function openStartForm(page: Page, process: string): Promise<void> {
  await page.getByRole('link', { name: '新建工单' }).first().click();
  await page.getByRole('link', { name: `开始填写：${process}` }).click();
}

/** Sends a start form; returns the number of its ticket. */
export async function startTicket(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL(/\/tickets\/[A-Z]+-\d/);
  return new URL(page.url()).pathname.split('/')[2] as string;
}

async function pickFileRecord(page: Page, label: string, typed: string, name: string): Promise<void> {
  await field(page, label).pressSequentially(typed, { delay: 20 });
  await matches(page).filter({ hasText: name }).first().click();
}

/** What the open list below a search field offers. */
function matches(page: Page): Locator {
  return page.locator('[data-sf-listbox]:visible').getByRole('option');
}

/** 填写《技术服务任务单》. */
export async function arrangeEngineer(page: Page, engineerName: string): Promise<void> {
  await field(page, '服务工程师').selectOption({ label: engineerName });
  await choose(page, '紧急程度', '紧急');
  await submit(page, '下达任务单');
}

export interface Contact {
  channel: string;
  spokeWith: string;
  content: string;
}

/** One more row of the contact record; the first empty row is there already. */
export async function fillContact(page: Page, index: number, contact: Contact): Promise<void> {
  const row = page.locator('[data-sf-rows-body] [data-sf-row]').nth(index);
  if ((await row.count()) === 0) await page.getByRole('button', { name: '添加一行' }).click();
  await field(row, '方式').selectOption({ label: contact.channel });
  await field(row, '联系对象').fill(contact.spokeWith);
  await field(row, '联系内容').fill(contact.content);
}

/** 远程指导服务 with the given 处理结果. */
export async function concludeGuidance(page: Page, outcome: string): Promise<void> {
  await field(page, '故障诊断').fill('冷却风机热继电器动作，环境温度过高');
  await field(page, '处理措施').fill('指导客户清洁滤网并复位热继电器，运行一小时正常');
  await field(page, '服务工时').fill('1.5');
  await choose(page, '处理结果', outcome);
}

/** 反馈结果与记录. */
export async function feedBack(page: Page): Promise<void> {
  await field(page, '结果说明').fill('已恢复运行，建议每周清洁滤网');
  await page.getByText('技术服务部文员', { exact: true }).last().click();
  await submit(page, '提交反馈');
}

/** 与客户确认服务完结. */
export async function confirmWithCustomer(page: Page, confirmed: boolean): Promise<void> {
  await choose(page, '确认方式', '邮件回复');
  await choose(page, '客户是否确认服务完结', confirmed ? '是' : '否');
  if (!confirmed) await field(page, '尚未解决的问题').fill('下午又停机一次');
  await submit(page, '提交确认结果');
}

/** Picks a card of a group, or an option of a list, by the words on it. */
export async function choose(page: Page, group: string, option: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: new RegExp(`^${group}( ?\\*)?$`) })
    .getByText(option, { exact: true })
    .click();
}

export async function submit(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const refusal = page
    .locator('[data-sf-errors]')
    .waitFor()
    .then(() => 'refused');
  const end = await Promise.any([refusal, page.waitForURL('**/tasks').then(() => 'sent')]);
  if (end === 'refused') throw new Error(await page.locator('[data-sf-errors]').innerText());
  await expectMessage(page, '已提交');
}

export async function expectMessage(page: Page, text: string): Promise<void> {
  await page.locator('.message').filter({ hasText: text }).first().waitFor();
}
