import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demoPassword } from '../../../src/demo/people.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  claim,
  expectMessage,
  field,
  inboxRow,
  logIn,
  logOut,
  openTask,
} from '../../support/browser/remoteServicePages.js';
import { personAt, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';
import { startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();

test('after 24 hours without an answer the manager is told in the inbox and by mail (R3)', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  scene.app.clock.advance({ hours: 23, minutes: 59 });
  expect(await scene.app.runJobs()).toBe(0);
  scene.app.clock.advance({ minutes: 1 });
  expect(await scene.app.runJobs()).toBeGreaterThan(0);
  const mail = await scene.mailServer.mailTo('manager@example.com');
  expect(`${mail.subject}\n${mail.text}`).toContain(number);

  const manager = await scene.enter('manager');
  const link = /http:\S+/.exec(mail.text ?? '')?.[0] as string;
  await manager.page.goto(link);
  expect(await manager.page.getByRole('heading', { level: 1 }).textContent()).toContain('超时升级处理');
  await openTask(manager.page, number, '可签收');
  await claim(manager.page);
  await scene.look(manager, '20-escalation');
  await manager.page.goto(`/tickets/${number}`);
  await manager.page.getByText('升级').first().waitFor();
  await scene.look(manager, '21-ticket-escalated');
  const engineer = await scene.enter('engineer');
  await engineer.page.goto('/tasks');
  expect(await inboxRow(engineer.page, number).count(), 'the engineer keeps the task').toBe(1);
  await scene.look(engineer, '22-engineer-overdue');
});

test('a draft survives the log-out', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const engineer = await scene.enter('engineer');
  await openTask(engineer.page, number, '待处理');
  await field(engineer.page, '故障诊断').fill('写到一半的诊断');
  await engineer.page.getByRole('button', { name: '保存草稿' }).last().click();
  await expectMessage(engineer.page, '草稿已保存');
  await logOut(engineer.page);
  await logIn(engineer.page, 'engineer');
  await openTask(engineer.page, number, '待处理');
  expect(await field(engineer.page, '故障诊断').inputValue()).toBe('写到一半的诊断');
});

test('a form that nobody saves is saved automatically', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const engineer = await scene.enter('engineer');
  await engineer.page.clock.install();
  await openTask(engineer.page, number, '待处理');
  await field(engineer.page, '故障诊断').fill('还没有保存');
  await engineer.page.clock.fastForward(21_000);
  await engineer.page.getByText('已自动保存').waitFor();
  expect(await scene.database.db('form_drafts').where('data', 'like', '%还没有保存%')).toHaveLength(1);
});

test('without JavaScript one can log in, start a ticket, claim a task and complete it', async () => {
  const desk = await scene.arrive({ javaScript: false });
  await logIn(desk.page, 'desk');
  await desk.page.getByRole('link', { name: '新建工单' }).first().click();
  await desk.page.getByRole('link', { name: '开始填写：远程服务' }).click();
  await field(desk.page, '客户名称').fill('齐鲁');
  await desk.page.getByRole('button', { name: '查找' }).first().click();
  await desk.page.getByRole('radio', { name: /济南齐鲁化纤有限公司/ }).check();
  await field(desk.page, '故障现象').fill('不制冷');
  await desk.page.getByRole('button', { name: '登记并建立工单' }).click();
  await desk.page.waitForURL(/\/tickets\/YC-/);
  const number = new URL(desk.page.url()).pathname.split('/')[2] as string;
  const ticket = await scene.database.db('tickets').where({ number }).first();
  expect(ticket.customerId).not.toBeNull();

  const clerk = await scene.arrive({ javaScript: false });
  await logIn(clerk.page, 'clerk');
  await openTask(clerk.page, number, '可签收');
  await claim(clerk.page);
  await field(clerk.page, '产品名称').fill('螺杆空压机');
  await field(clerk.page, '型号规格').fill('LG-75A');
  await field(clerk.page, '服务工程师').selectOption({ label: '张伟' });
  await clerk.page.getByRole('button', { name: '下达任务单' }).click();
  await expectMessage(clerk.page, '已提交');
});

test('the keyboard alone is enough to log in, claim a task and submit it', async () => {
  const number = await startByHttp(await personAt(scene.app, 'desk'));
  const { page } = await scene.arrive();
  await page.goto('/session/new');
  await page.keyboard.type('clerk');
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tasks');
  await page.goto('/tasks?view=available');
  await tabTo(page, `签收：填写《技术服务任务单》并安排工程师（${number}）`);
  await page.keyboard.press('Enter');
  await expectMessage(page, '已签收');
  await tabTo(page, '服务工程师');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '下达任务单');
  await page.keyboard.press('Enter');
  await expectMessage(page, '已提交');
});

/** Presses Tab until the thing with this accessible name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focusedName(page)).includes(name)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

declare const document: {
  activeElement: {
    getAttribute(name: string): string | null;
    textContent: string | null;
    labels?: ArrayLike<{ textContent: string | null }>;
  } | null;
};

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (
      element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? ''
    );
  });
}

test('pages in the dark theme, and without a log-in, have no faults', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const stranger = await scene.arrive();
  await stranger.page.goto('/session/new');
  await scene.look(stranger, '30-log-in');
  expect(await chineseIsDrawn(stranger.page)).toBe(true);
  const engineer = await scene.enter('engineer', { dark: true });
  await openTask(engineer.page, number, '待处理');
  await scene.look(engineer, '31-dark-form');
  await engineer.page.goto(`/tickets/${number}`);
  await engineer.page.locator('[data-diagram-canvas] svg').first().waitFor();
  await scene.look(engineer, '32-dark-ticket');
});

/** The web font of the application has the characters: the machine itself has no Chinese font. */
function chineseIsDrawn(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const fonts = (document as unknown as { fonts: { load(font: string, text: string): Promise<unknown[]> } })
      .fonts;
    return (await fonts.load('16px "Noto Sans SC"', '登录')).length > 0;
  });
}

test('the pages of everybody, and those of the administrator, have no faults', async () => {
  await ticketWaitingFor(scene.app, 'remote-guidance');
  const pages = {
    desk: {
      '/account': '40-account',
      '/processes': '41-processes',
      '/processes/remote-service': '42-process',
      '/tickets': '43-tickets',
      '/tickets/new': '44-new-ticket',
      '/help': '45-help',
    },
    admin: { '/admin/mails': '46-mails', '/admin/jobs': '47-jobs' },
  };
  for (const [login, paths] of Object.entries(pages)) {
    const visit = await scene.enter(login);
    for (const [path, name] of Object.entries(paths)) {
      await visit.page.goto(path);
      await scene.look(visit, name, [360, 1920]);
    }
  }
});
