import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { selectOpenTasks, selectTask } from '../../../src/modules/tickets/store/tasks.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  concludeGuidance,
  expectMessage,
  field,
  fillContact,
} from '../../support/browser/remoteServicePages.js';
import {
  openTaskOf,
  personAt,
  personId,
  ticketWaitingFor,
} from '../../support/company/remoteServiceTicket.js';
import { claimByHttp, startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const why = '张伟写的原因';

/** What an engineer was about to do with a task, each in a tab of its own: how it is prepared, sent, and refused. */
const intents: Record<
  string,
  { path: string; prepare(page: Page): Promise<void>; button: string; told: RegExp }
> = {
  办理: {
    path: '',
    prepare: async (page) => {
      await fillContact(page, 0, { channel: '电话', spokeWith: '刘主任', content: why });
      await concludeGuidance(page, '已解决');
    },
    button: '提交服务记录',
    told: /该任务由其他人员办理/,
  },
  暂存: {
    path: '',
    prepare: (page) => field(page, '故障诊断').fill(why),
    button: '保存草稿',
    told: /该任务由其他人员办理/,
  },
  退回公共: {
    path: '',
    prepare: (page) => page.getByText('更多操作').click(),
    button: '退回公共',
    told: /只有当前办理人可以退回公共/,
  },
  转办: { path: '/reassignment', prepare: chooseReceiver('转办'), button: '转办', told: /刚刚被他人更新/ },
  委派: { path: '/delegation', prepare: chooseReceiver('委派'), button: '委派', told: /刚刚被他人更新/ },
  退回: {
    path: '/return',
    prepare: async (page) => {
      await page.getByLabel(/安排工程师/).check();
      await page.getByLabel(/从该环节起重新办理/).check();
      await page.getByLabel('退回原因').fill(why);
    },
    button: '退回',
    told: /刚刚被他人更新/,
  },
  前加签: { path: '/signers-before', prepare: chooseSigner, button: '加签', told: /刚刚被他人更新/ },
  后加签: { path: '/signers-after', prepare: chooseSigner, button: '提交并加签', told: /刚刚被他人更新/ },
};

function chooseReceiver(verb: string) {
  return async (page: Page) => {
    await page.getByLabel(`${verb}给`).selectOption({ label: '赵磊（在办 0 项）' });
    await page.getByLabel(/^(转办原因|委派说明)/).fill(why);
  };
}

async function chooseSigner(page: Page): Promise<void> {
  await page.getByLabel('孙建军').check();
  await page.getByLabel('加签说明').fill(why);
}

test('after a task was handed to somebody else, every action of the engineer is refused clearly, and no input is lost', async () => {
  const { number, task } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const [engineer, manager] = [await scene.enter('engineer'), await scene.enter('manager')];
  const tabs = new Map<string, Page>();
  for (const [name, { path, prepare }] of Object.entries(intents)) {
    const tab = await engineer.context.newPage();
    await tab.goto(`/tasks/${task.id}${path}`);
    await prepare(tab);
    tabs.set(name, tab);
  }
  await manager.page.goto(`/tasks/${task.id}/reassignment`);
  await manager.page.getByLabel('转办给').selectOption({ label: '赵磊（在办 0 项）' });
  await manager.page.getByLabel('转办原因').fill('张伟今天休息');
  await press(manager.page, '转办');
  await expectMessage(manager.page, '已转办给赵磊');

  engineer.watch.expectFault(/40[39]/);
  const before = await selectTask(scene.database.db, task.id);
  for (const [name, { button, told }] of Object.entries(intents)) {
    const tab = tabs.get(name) as Page;
    await press(tab, button);
    await tab.getByText(told).first().waitFor();
    if (name !== '退回公共')
      expect(await tab.getByText(why).count(), `${name}: what was typed`).toBeGreaterThan(0);
  }
  expect(await selectTask(scene.database.db, task.id)).toEqual(before);
  const ticket = await scene.database.db('tickets').where({ number }).first('id');
  expect(await selectOpenTasks(scene.database.db, ticket.id)).toHaveLength(1);
});

test('when two people claim, urge, withdraw or end at once, one succeeds and the other is told', async () => {
  const { db } = scene.database;
  const number = await startByHttp(await personAt(scene.app, 'desk'));
  const { id: taskId } = await openTaskOf(db, number);
  const [clerk, manager] = [await scene.enter('clerk'), await scene.enter('manager')];
  await clerk.page.goto(`/tasks/${taskId}`);
  await claimByHttp(await personAt(scene.app, 'clerk2'), taskId);
  clerk.watch.expectFault(/40[39]/);
  await press(clerk.page, '签收');
  await clerk.page
    .getByText(/已由.+签收/)
    .first()
    .waitFor();
  expect((await selectTask(db, taskId)).assigneeId).toBe(await personId(db, 'clerk2'));

  const desk = await scene.enter('desk');
  await Promise.all([desk, manager].map(({ page }) => page.goto(`/tickets/${number}`)));
  await desk.page.getByRole('button', { name: /^催办/ }).click();
  await expectMessage(desk.page, '已催办');
  manager.watch.expectFault(/40[39]/);
  await manager.page.getByRole('button', { name: /^催办/ }).click();
  await manager.page.getByText('刚刚催办过').first().waitFor();

  const other = await ticketWaitingFor(scene.app, 'service-feedback');
  const engineer = await scene.enter('engineer');
  const ticket = await db('tickets').where({ number: other.number }).first('id');
  const done = await db('tasks').where({ ticketId: ticket.id, elementId: 'remoteGuidance' }).first('id');
  await engineer.page.goto(`/tasks/${done.id}/withdrawal`);
  await engineer.page.getByLabel('撤回原因').fill(why);
  const next = await engineer.context.newPage();
  await next.goto(`/tasks/${other.task.id}`);
  await field(next, '结果说明').fill('已经写了一半');
  await press(next, '保存草稿');
  await expectMessage(next, '草稿已保存');
  engineer.watch.expectFault(/409/);
  await press(engineer.page, '撤回');
  await engineer.page.getByText('已有人开始办理').first().waitFor();
  expect(await engineer.page.getByText(why).count()).toBeGreaterThan(0);

  const chief = await scene.enter('gm');
  for (const { page } of [manager, chief]) {
    await page.goto(`/tickets/${number}/cancellation`);
    await page.getByLabel('终止原因').fill('客户撤销');
  }
  for (const { page } of [chief, manager]) {
    await press(page, '终止工单');
    await expectMessage(page, '已终止');
  }
  expect(
    await db('audit_events').where({ ticketId: await idOf(number), type: 'ticket.cancelled' }),
  ).toHaveLength(1);
});

test('when two people comment and copy at once, both are saved', async () => {
  const { number } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const [engineer, manager] = [await scene.enter('engineer'), await scene.enter('manager')];
  for (const { page } of [engineer, manager]) await page.goto(`/tickets/${number}`);
  await engineer.page.getByLabel('评论内容').fill('已约明天上午');
  await manager.page.getByLabel('评论内容').fill('请抄送质量部');
  await Promise.all([engineer, manager].map(({ page }) => press(page, '发表评论')));
  await Promise.all([engineer, manager].map(({ page }) => expectMessage(page, '评论已发出')));
  for (const { page } of [engineer, manager]) {
    await page.goto(`/tickets/${number}/copies`);
    await page.getByLabel('林涛').check();
  }
  await Promise.all([engineer, manager].map(({ page }) => press(page, '抄送')));
  await Promise.all([engineer, manager].map(({ page }) => expectMessage(page, '已抄送给林涛')));
  await engineer.page.goto(`/tickets/${number}`);
  for (const text of ['已约明天上午', '请抄送质量部'])
    expect(await engineer.page.getByText(text).count()).toBeGreaterThan(0);
  const copies = await scene.database.db('ticket_copies').where({ ticketId: await idOf(number) });
  expect(copies).toHaveLength(1);
});

async function idOf(number: string): Promise<number> {
  return (await scene.database.db('tickets').where({ number }).first('id')).id;
}
